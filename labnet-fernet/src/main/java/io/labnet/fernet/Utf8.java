// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 that refuses what it can't express, where {@link String} would put question marks. */
final class Utf8 {
    private Utf8() {}

    /** Returns how many bytes a text has; a half surrogate pair, which has none, counts for two. */
    static int length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A whole pair has four bytes for its two characters.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** Returns the bytes of a text, from position to limit of a buffer with an array of its own. */
    static ByteBuffer encode(CharBuffer text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(text);
        } catch (CharacterCodingException halfAPair) {
            throw new IllegalArgumentException("the text holds half a surrogate pair, which UTF-8 cannot express");
        }
    }

    static String decode(byte[] message) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new FernetException(FernetException.Reason.NOT_TEXT, "the message is not UTF-8");
        }
    }
}
