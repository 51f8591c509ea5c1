// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.LinesContractTest.bytes;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.List;

/** Blanks between messages, which are skipped and not encoded. */
class WordsContractTest extends CodecContract<String> {
    @Override
    protected Protocol<String, ?> protocol() {
        return new Protocol<>("words", () -> ToyDecoders::word, encoder(), 10);
    }

    @Override
    protected Encoder<String> encoder() {
        return (word, out) -> out.put(bytes(word + ";"));
    }

    @Override
    protected boolean isCanonical() {
        return false;
    }

    @Override
    protected List<DecoderSample<String>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("one;  two;;   "), "one", "two", ""),
                DecoderSample.accepted(bytes(" ".repeat(50) + "123456789;"), "123456789"),
                DecoderSample.refused(bytes("  one;   a!b;"), Reason.MALFORMED, "one")
                        .at(1),
                DecoderSample.<String>refused(bytes("   two"), Reason.TRUNCATED).at(3),
                DecoderSample.<String>refused(bytes(" ".repeat(5) + "1234567890;"), Reason.TOO_LARGE)
                        .at(10));
    }
}
