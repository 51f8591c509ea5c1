// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Lines;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LinesContractTest extends CodecContract<String> {
    private static final Framing<String> LINES = Lines.lf().framing(100);

    @Override
    protected Protocol<String, ?> protocol() {
        return LINES.protocol("lines");
    }

    @Override
    protected Encoder<? super String> encoder() {
        return LINES.encoder();
    }

    @Override
    protected List<DecoderSample<String>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("one\ntwo\n"), "one", "two"),
                DecoderSample.refused(bytes("one\ntw"), Reason.TRUNCATED, "one"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
