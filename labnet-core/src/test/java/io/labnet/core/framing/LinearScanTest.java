// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static io.labnet.core.framing.Refusals.latin;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Checks that scanned bytes are not scanned again when more input arrives, so that a message that arrives byte by byte
 * takes linear time. The tests write a message end into the scanned bytes: a decoder that scanned them again would find
 * it.
 */
class LinearScanTest {
    @Test
    void lines_scannedBytes_areNotScannedAgain() {
        assertThat(takenAfterChange(Lines.lf().framing(20), "abc", "\n\n\n", "d\n"))
                .isEqualTo("\n\n\nd");
        assertThat(takenAfterChange(Lines.crLf().framing(20), "abc", "\n\n\n", "d\r\n"))
                .isEqualTo("\n\n\nd");
    }

    @Test
    void delimited_scannedBytes_areNotScannedAgain() {
        Framing<String> text = Frames.text(Frames.delimited(latin("--"), 20), StandardCharsets.US_ASCII);
        assertThat(takenAfterChange(text, "abcd", "---d", "e--")).isEqualTo("---de");
    }

    @Test
    void jsonObject_scannedBytes_areNotScannedAgain() {
        assertThat(takenAfterChange(Frames.jsonObject(20), "{  ", "{}}", "}")).isEqualTo("{}}}");
    }

    /** The head is decoded once, so a changed head has no effect. */
    @Test
    void headAndBody_decodedHead_isNotDecodedAgain() {
        Framing<String> text = Lines.lf()
                .framing(3)
                .then(head -> Frames.text(Frames.fixed(head.length()), StandardCharsets.US_ASCII), 3)
                .map(message -> message.head() + ":" + message.body(), unused -> {
                    throw new AssertionError("nothing is written");
                });
        assertThat(takenAfterChange(text, "abc\nd", "\nbc\nd", "ef")).isEqualTo("abc:def");
    }

    private static String takenAfterChange(Framing<String> framing, String seen, String changed, String more) {
        Decoder<String> decoder = framing.decoders().get();
        byte[] bytes = latin(seen + more);
        ByteBuffer in = ByteBuffer.wrap(bytes).limit(seen.length());
        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isZero();
        System.arraycopy(latin(changed), 0, bytes, 0, seen.length());
        String message = decoder.decode(in.limit(bytes.length), Boundary.MORE);
        assertThat(message).isNotNull();
        assertThat(in.hasRemaining()).isFalse();
        return message;
    }
}
