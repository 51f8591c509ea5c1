// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A form of base64 for the text of a token. Malformed texts throw {@link IllegalArgumentException}. A text that is too
 * long is refused without decoding it.
 */
public enum TokenText {
    /** Accepts exactly one text for each token. */
    STRICT {
        @Override
        public Pieces pieces() {
            return (text, isLast) -> {
                require(isLast || text[text.length - 1] != '=');
                return StrictBase64.decode(text);
            };
        }
    },

    /** Accepts the texts that Python accepts. */
    LENIENT {
        @Override
        public Pieces pieces() {
            return new LenientBase64()::read;
        }
    };

    /** Decodes one text that is passed in pieces. */
    public interface Pieces {
        /**
         * Returns the bytes of the next piece.
         *
         * @param text the piece; not empty, and a multiple of four characters unless it is the last
         */
        byte[] read(byte[] text, boolean isLast);
    }

    public abstract Pieces pieces();

    public byte[] decode(String text, int maxPlaintextBytes) {
        require(text.length() <= TokenFormat.textLength(maxPlaintextBytes));
        // Characters outside Latin-1 become '?', which is not a base64 character either.
        return read(text.getBytes(StandardCharsets.ISO_8859_1), text);
    }

    /**
     * Decodes the text between the position and the limit of a buffer, and changes neither of them. Each byte is a
     * character.
     */
    public byte[] decode(ByteBuffer text, int maxPlaintextBytes) {
        require(text.remaining() <= TokenFormat.textLength(maxPlaintextBytes));
        byte[] bytes = new byte[text.remaining()];
        text.duplicate().get(bytes);
        return read(bytes, "");
    }

    /** Tries the strict form first: most texts are strict, and the JDK decodes them many times faster. */
    private byte[] read(byte[] text, String origin) {
        try {
            return StrictBase64.decode(text);
        } catch (IllegalArgumentException notStrict) {
            require(this == LENIENT && origin.chars().allMatch(character -> character < 0x80));
            return pieces().read(text, true);
        }
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("the text is not this form of base64");
        }
    }
}
