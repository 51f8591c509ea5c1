// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decoders of Latin-1 text that fulfil the contract. */
final class ToyDecoders {
    private ToyDecoders() {}

    /** Text ended by a line feed. A NUL is refused at its offset. */
    static @Nullable String line(ByteBuffer in, Boundary boundary) {
        return until(in, '\n', 0);
    }

    /** Text ended by a semicolon, after any blanks. An exclamation mark is refused at its offset. */
    static @Nullable String word(ByteBuffer in, Boundary boundary) {
        while (in.hasRemaining() && in.get(in.position()) == ' ') {
            in.get();
        }
        return until(in, ';', '!');
    }

    /** Everything up to a pause or the end. */
    static @Nullable String burst(ByteBuffer in, Boundary boundary) {
        boolean ended = boundary == Boundary.PAUSE || boundary == Boundary.END;
        return ended ? take(in, in.remaining()) : null;
    }

    /** A length byte and a body, returned in pieces as it arrives; the last piece ends in {@link #END}. */
    static final class Bodies implements Decoder<String> {
        /** Not a Latin-1 character. */
        static final String END = "\u2403";

        private int consumed;
        private int missing;

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            return missing == 0 ? begin(in) : piece(in);
        }

        @Override
        public @Nullable String atBoundary(Boundary boundary) {
            if (missing > 0 && boundary == Boundary.END) {
                throw new ProtocolException(Reason.TRUNCATED, consumed, missing + " bytes are missing");
            }
            return null;
        }

        private @Nullable String begin(ByteBuffer in) {
            int length = Byte.toUnsignedInt(in.get(in.position()));
            if (length > 0 && in.remaining() == 1) {
                return null;
            }
            in.get();
            consumed = 1;
            missing = length;
            return piece(in);
        }

        private String piece(ByteBuffer in) {
            int length = Math.min(missing, in.remaining());
            consumed += length;
            missing -= length;
            return take(in, length) + (missing == 0 ? END : "");
        }
    }

    static String take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String until(ByteBuffer in, int end, int forbidden) {
        for (int length = 0; length < in.remaining(); length++) {
            int value = in.get(in.position() + length);
            if (value == forbidden) {
                throw new ProtocolException(Reason.MALFORMED, length, "byte " + value + " at " + length);
            }
            if (value == end) {
                String text = take(in, length);
                in.get();
                return text;
            }
        }
        return null;
    }
}
