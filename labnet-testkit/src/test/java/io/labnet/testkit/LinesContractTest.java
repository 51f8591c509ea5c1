// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages that mark their own end, and encode to the same bytes. */
class LinesContractTest extends CodecContract<String> {
    @Override
    protected Protocol<String, ?> protocol() {
        return new Protocol<>("lines", () -> ToyDecoders::line, encoder(), 200);
    }

    @Override
    protected Encoder<String> encoder() {
        return (line, out) -> {
            out.put(line.getBytes(StandardCharsets.ISO_8859_1));
            out.put('\n');
        };
    }

    @Override
    protected List<DecoderSample<String>> samples() {
        String most = "x".repeat(199);
        return List.of(
                DecoderSample.accepted(new byte[0]),
                DecoderSample.accepted(bytes("one\ntwo\n\nfour\n"), "one", "two", "", "four"),
                DecoderSample.accepted(bytes("\u00e9\u00ff\n"), "\u00e9\u00ff"),
                DecoderSample.accepted(bytes(most + "\n"), most),
                DecoderSample.accepted(bytes("datagram\n"), "datagram").framed(),
                DecoderSample.<String>refused(bytes("datagra"), Reason.TRUNCATED)
                        .framed(),
                DecoderSample.refused(bytes("one\nab\0d\n"), Reason.MALFORMED, "one")
                        .at(2),
                DecoderSample.refused(bytes("one\ntw"), Reason.TRUNCATED, "one").at(2),
                DecoderSample.refused(bytes("one\n" + most + "xx\n"), Reason.TOO_LARGE, "one")
                        .at(200));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
