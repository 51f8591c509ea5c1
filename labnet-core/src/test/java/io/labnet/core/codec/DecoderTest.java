// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecoderTest {
    @Test
    void decodeWhole_givesTheMessage() {
        assertThat(whole("abc;")).isEqualTo("abc");
    }

    @Test
    void decodeWhole_tellsFrameAndShowsReadOnlyBytes() {
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

    @Test
    void decodeWhole_rejectsIncompleteMessage() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> whole("abc"))
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.TRUNCATED);
                    assertThat(problem.offset()).isEqualTo(3);
                });
    }

    @Test
    void decodeWhole_skipsWhatMeansNothing() {
        assertThat(whole("  abc;")).isEqualTo("abc");
    }

    @Test
    void decodeWhole_countsOffsetsFromTheMessage() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> whole("  abc"))
                .satisfies(problem -> assertThat(problem.offset()).isEqualTo(3));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> whole("  abc;d"))
                .satisfies(problem -> assertThat(problem.offset()).isEqualTo(4));
    }

    @Test
    void decodeWhole_rejectsNoBytesAndNothingButNoise() {
        for (String none : new String[] {"", "  "}) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> whole(none))
                    .satisfies(problem -> {
                        assertThat(problem.reason()).isEqualTo(Reason.TRUNCATED);
                        assertThat(problem.offset()).isZero();
                    });
        }
    }

    @Test
    void decodeWhole_rejectsTrailingBytes() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> whole("abc;de"))
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.TRAILING);
                    assertThat(problem.offset()).isEqualTo(4);
                });
    }

    @Test
    void decodeWhole_passesRefusalOfDecoderOn() {
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

    /** Text ended by a semicolon. Blanks before it mean nothing; they are taken in a call of their own. */
    private static @Nullable String word(ByteBuffer in, Boundary boundary) {
        // As Decoder allows: a byte is read unasked, because at FRAME there always is one.
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

    @Test
    void decodeWhole_skipsWhatMeansNothingAfterTheMessage() {
        assertThat(whole("abc;  ")).isEqualTo("abc");
    }

    @Test
    void decodeWhole_rejectsWhatFollowsANoise() {
        for (String trailing : new String[] {"abc; d;", "abc; d", "abc;d;", "abc; !"}) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> Decoder.decodeWhole(
                            (in, boundary) -> {
                                if (in.get(in.position()) == '!') {
                                    throw new ProtocolException(Reason.MALFORMED, 0, "no mark");
                                }
                                return word(in, boundary);
                            },
                            trailing.getBytes(StandardCharsets.US_ASCII)))
                    .satisfies(problem -> {
                        assertThat(problem.reason()).isEqualTo(Reason.TRAILING);
                        assertThat(problem.offset()).isEqualTo(4);
                    });
        }
    }
}
