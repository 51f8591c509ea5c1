// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How the text of a token is read. Whatever is refused is an {@link IllegalArgumentException}; a text that is too long is
 * never looked at.
 */
public enum TokenText {
    /** Exactly one text for each token. */
    STRICT {
        @Override
        public Pieces pieces() {
            return (text, isLast) -> {
                require(isLast || text[text.length - 1] != '=');
                return StrictBase64.decode(text);
            };
        }
    },

    /** What Python takes. */
    LENIENT {
        @Override
        public Pieces pieces() {
            return new LenientBase64()::read;
        }
    };

    /** Reads one text that comes in pieces. */
    public interface Pieces {
        /**
         * Returns the bytes of the next piece.
         *
         * @param text the piece; not empty, and whole quanta of four characters unless it is the last
         */
        byte[] read(byte[] text, boolean isLast);
    }

    public abstract Pieces pieces();

    public byte[] decode(String text, int maxPlaintextBytes) {
        require(text.length() <= TokenFormat.textLength(maxPlaintextBytes));
        // What is outside Latin-1 becomes '?'.
        return read(text.getBytes(StandardCharsets.ISO_8859_1), text);
    }

    /** Reads a text from the position of a buffer to its limit, and leaves both alone. Each byte is a character. */
    public byte[] decode(ByteBuffer text, int maxPlaintextBytes) {
        require(text.remaining() <= TokenFormat.textLength(maxPlaintextBytes));
        byte[] bytes = new byte[text.remaining()];
        text.duplicate().get(bytes);
        return read(bytes, "");
    }

    /** Most texts are strict ones in either form, and the JDK reads those many times faster. */
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
            throw new IllegalArgumentException("the text has not this form of base64");
        }
    }
}
