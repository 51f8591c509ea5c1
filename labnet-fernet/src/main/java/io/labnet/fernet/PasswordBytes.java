// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * The bytes of a password: the UTF-8 of its NFC form, as in the OpaqueString profile (RFC 8265, section 4.2.2), so that
 * an accent typed as one key is that typed as two. Every copy is wiped, save the string that {@link Normalizer} makes of
 * a password that may not be normalized.
 */
final class PasswordBytes {
    /** What lies below is in NFC, alone and in any order: the first combining character stands here. */
    private static final char FIRST_COMBINING = 0x300;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private PasswordBytes() {}

    /** Returns the bytes, for the caller to wipe. */
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
                        "the password holds half a surrogate pair, which UTF-8 cannot express");
            }
            return Arrays.copyOf(room, out.position());
        } finally {
            Arrays.fill(room, (byte) 0);
            Arrays.fill(normalized, '\0');
        }
    }

    /** Takes the array for its own, and returns it or another. */
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
