// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the text of a token is read. Whatever is refused gives {@code null}; a text that is too long is never looked at. */
public enum TokenText {
    /** Exactly one text for each token. */
    STRICT {
        @Override
        byte @Nullable [] read(String text) {
            return StrictBase64.decode(text);
        }

        @Override
        byte @Nullable [] read(byte[] text) {
            return StrictBase64.decode(text);
        }

        @Override
        public Pieces pieces() {
            return (text, isLast) -> !isLast && text[text.length - 1] == '=' ? null : StrictBase64.decode(text);
        }
    },

    /** What Python takes. Most texts are strict ones even so, and the JDK reads those many times faster. */
    LENIENT {
        @Override
        byte @Nullable [] read(String text) {
            byte[] strict = StrictBase64.decode(text);
            return strict != null ? strict : LenientBase64.decode(text);
        }

        @Override
        byte @Nullable [] read(byte[] text) {
            byte[] strict = StrictBase64.decode(text);
            return strict != null ? strict : LenientBase64.decode(text);
        }

        @Override
        public Pieces pieces() {
            LenientBase64 reader = new LenientBase64();
            return (text, isLast) -> {
                byte[] out = new byte[LenientBase64.maxBytes(text.length)];
                int length = reader.read(text, 0, text.length, out, 0);
                return isLast && !reader.isComplete() ? null : Arrays.copyOf(out, length);
            };
        }
    };

    /** Reads one text that comes in pieces. */
    public interface Pieces {
        /**
         * Returns the bytes of the next piece, or {@code null} if it is refused.
         *
         * @param text the piece; not empty, and whole quanta of four characters unless it is the last
         */
        byte @Nullable [] read(byte[] text, boolean isLast);
    }

    abstract byte @Nullable [] read(String text);

    /** Reads a text of which each byte is a character. */
    abstract byte @Nullable [] read(byte[] text);

    public abstract Pieces pieces();

    public byte @Nullable [] decode(String text, MessageLimit limit) {
        return text.length() > limit.maxTextLength() ? null : read(text);
    }

    /** Reads a text from the position of a buffer to its limit, and leaves both alone. */
    public byte @Nullable [] decode(ByteBuffer text, MessageLimit limit) {
        if (text.remaining() > limit.maxTextLength()) {
            return null;
        }
        byte[] bytes = new byte[text.remaining()];
        text.duplicate().get(bytes);
        return read(bytes);
    }
}
