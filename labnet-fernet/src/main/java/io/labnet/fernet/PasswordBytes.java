// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Encodes a password as the UTF-8 of its NFC form, as in the OpaqueString profile (RFC 8265, section 4.2.2). An
 * accented letter then has the same bytes whether it was typed with one key or with two. Every copy is wiped, except
 * the string that {@link Normalizer} makes of a password that may need normalization.
 */
final class PasswordBytes {
    /** The first combining character. A text whose characters are all below this character is always in NFC. */
    private static final char FIRST_COMBINING = 0x300;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private PasswordBytes() {}

    /** Returns the bytes, which the caller wipes. */
    static byte[] of(char[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        char[] normalized = normalized(password.clone());
        byte[] room = new byte[normalized.length * MAX_BYTES_PER_CHAR];
        try {
            ByteBuffer out = ByteBuffer.wrap(room);
            CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
            if (encoder.encode(CharBuffer.wrap(normalized), out, true).isError()) {
                throw new IllegalArgumentException(
                        "the password contains an unpaired surrogate, which UTF-8 cannot encode");
            }
            return Arrays.copyOf(room, out.position());
        } finally {
            Arrays.fill(room, (byte) 0);
            Arrays.fill(normalized, '\0');
        }
    }

    /** Returns the array itself if its text is in NFC; otherwise wipes it and returns a new array. */
    private static char[] normalized(char[] password) {
        for (char character : password) {
            if (character >= FIRST_COMBINING) {
                char[] nfc = Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFC)
                        .toCharArray();
                Arrays.fill(password, '\0');
                return nfc;
            }
        }
        return password;
    }
}
