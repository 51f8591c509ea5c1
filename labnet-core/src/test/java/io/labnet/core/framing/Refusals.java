// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labnet.core.codec.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about the refusals of framings. */
final class Refusals {
    private Refusals() {}

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Requires a refusal, given as {@code REASON at OFFSET: text}. */
    static void assertRefused(Framing<?> framing, byte[] bytes, String expected) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> framing.decode(bytes))
                .satisfies(refusal -> assertThat(
                                refusal.reason() + " at " + refusal.offset() + ": " + refusal.getMessage())
                        .isEqualTo(expected));
    }

    /** Requires an {@link IllegalArgumentException} with the given message. */
    static void assertMistake(ThrowingCallable call, String expected) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(call)
                .withMessage(expected);
    }
}
