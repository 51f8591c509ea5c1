// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A UTF-8 codec that refuses unencodable text, where {@link String} would substitute question marks. */
final class Utf8 {
    private Utf8() {}

    /** Returns the size of a text in UTF-8; an unpaired surrogate, which has no encoding, counts as two bytes. */
    static int length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate pair is two characters and four bytes.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** Returns the bytes of a text. They lie between the position and the limit of a new buffer with its own array. */
    static ByteBuffer encode(CharBuffer text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(text);
        } catch (CharacterCodingException unpairedSurrogate) {
            throw new IllegalArgumentException("the text contains an unpaired surrogate, which UTF-8 cannot encode");
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
