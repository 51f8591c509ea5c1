// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labnet.core.codec.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a test of framings says what it expects. */
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

    /** Requires a refusal, told as {@code REASON at OFFSET: text}. */
    static void assertRefused(Framing<?> framing, byte[] bytes, String expected) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> framing.decode(bytes))
                .satisfies(refusal -> assertThat(
                                refusal.reason() + " at " + refusal.offset() + ": " + refusal.getMessage())
                        .isEqualTo(expected));
    }

    /** Requires that something is refused as a mistake of the program. */
    static void assertMistake(ThrowingCallable call, String expected) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(call)
                .withMessage(expected);
    }
}
