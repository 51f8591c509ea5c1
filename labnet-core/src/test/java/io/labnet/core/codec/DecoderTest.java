// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc;", "  abc;", "abc;  "})
    void decodeWhole_skippableBytesAround_returnsMessage(String text) {
        assertThat(whole(text)).isEqualTo("abc");
    }

    @Test
    void decodeWhole_passesFrameBoundaryAndReadOnlyBuffer() {
        byte[] bytes = {1, 2, 3};
        String seen = Decoder.decodeWhole(
                (in, boundary) -> {
                    String text = boundary + " " + in.isReadOnly() + " " + in.remaining();
                    in.position(in.limit());
                    return text;
                },
                bytes);
        assertThat(seen).isEqualTo("FRAME true 3");
    }

    /** Offsets count from the start of the message. The decoder refuses exclamation marks. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "abc,TRUNCATED,3",
                "  abc,TRUNCATED,3",
                "'',TRUNCATED,0",
                "'  ',TRUNCATED,0",
                "abc;de,TRAILING,4",
                "  abc;d,TRAILING,4",
                "abc; d;,TRAILING,4",
                "abc; d,TRAILING,4",
                "abc;d;,TRAILING,4",
                "abc; !,TRAILING,4"
            })
    void decodeWhole_notExactlyOneMessage_throws(String text, Reason reason, int offset) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> whole(text))
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo(reason);
                    assertThat(problem.offset()).isEqualTo(offset);
                });
    }

    @Test
    void decodeWhole_decoderRefuses_throwsItsException() {
        ProtocolException refusal = new ProtocolException(Reason.CHECKSUM, 1, "wrong");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Decoder.decodeWhole(
                        (in, boundary) -> {
                            throw refusal;
                        },
                        new byte[2]))
                .isSameAs(refusal);
    }

    private static String whole(String text) {
        return Decoder.decodeWhole(DecoderTest::word, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Decodes text that ends with a semicolon. Blanks before it are skipped in a separate call. */
    private static @Nullable String word(ByteBuffer in, Boundary boundary) {
        // Reads a byte without checking, because Decoder guarantees at least one.
        if (in.get(in.position()) == '!') {
            throw new ProtocolException(Reason.MALFORMED, 0, "no mark");
        }
        if (in.get(in.position()) == ' ') {
            in.get();
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == ';') {
                in.position(i + 1);
                return text.toString();
            }
            text.append((char) in.get(i));
        }
        return null;
    }
}
