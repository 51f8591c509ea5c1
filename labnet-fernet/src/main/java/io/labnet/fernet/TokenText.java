// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How the text of a token is read. Whatever is refused gives {@code null}; a text that is too long is never looked at. */
enum TokenText {
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
    };

    abstract byte @Nullable [] read(String text);

    /** Reads a text of which each byte is a character. */
    abstract byte @Nullable [] read(byte[] text);

    byte @Nullable [] decode(String text) {
        return text.length() > TokenFormat.MAX_TEXT_LENGTH ? null : read(text);
    }

    /** Reads a text from the position of a buffer to its limit, and leaves both alone. */
    byte @Nullable [] decode(ByteBuffer text) {
        if (text.remaining() > TokenFormat.MAX_TEXT_LENGTH) {
            return null;
        }
        byte[] bytes = new byte[text.remaining()];
        text.duplicate().get(bytes);
        return read(bytes);
    }
}
