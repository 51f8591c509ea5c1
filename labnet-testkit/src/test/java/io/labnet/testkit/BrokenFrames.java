// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decoders of text after a 4-byte length, each with a typical mistake of a first decoder. */
final class BrokenFrames {
    static final int MOST = 255 << 20;
    private static final int HEAD = Integer.BYTES;

    private BrokenFrames() {}

    /** A text in a buffer, possibly the buffer of a call. */
    record Text(ByteBuffer bytes) {
        static Text of(String text) {
            return new Text(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        }

        @Override
        public String toString() {
            return '"' + StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString() + '"';
        }
    }

    /** The correct decoder. */
    static @Nullable Text correct(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD || in.remaining() - HEAD < length(in)) {
            return null;
        }
        return take(in, new byte[in.getInt()]);
    }

    static @Nullable Text allocatesAnnouncedLength(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD) {
            return null;
        }
        byte[] text = new byte[length(in)];
        if (in.remaining() - HEAD < text.length) {
            return null;
        }
        in.getInt();
        return take(in, text);
    }

    /** Loops forever; an interrupt ends the loop, so that the thread does not slow down other tests. */
    static @Nullable Text waitsForTheRest(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD) {
            return null;
        }
        int length = length(in);
        while (in.remaining() - HEAD < length) {
            if (Thread.currentThread().isInterrupted()) {
                return null;
            }
        }
        return take(in, new byte[in.getInt()]);
    }

    static @Nullable Text keepsTheBuffer(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD || in.remaining() - HEAD < length(in)) {
            return null;
        }
        int length = in.getInt();
        Text text = new Text(in.slice(in.position(), length));
        in.position(in.position() + length);
        return text;
    }

    static @Nullable Text readsBeyondTheLimit(ByteBuffer in, Boundary boundary) {
        in.limit(in.capacity());
        return correct(in, boundary);
    }

    static @Nullable Text forgetsItsPosition(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD) {
            return null;
        }
        int length = length(in);
        in.getInt();
        return in.remaining() < length ? null : take(in, new byte[length]);
    }

    static Text neverChecksRemaining(ByteBuffer in, Boundary boundary) {
        int length = length(in);
        in.getInt();
        return take(in, new byte[length]);
    }

    static @Nullable Text returnsIncompleteText(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < HEAD) {
            return null;
        }
        int length = length(in);
        in.getInt();
        return take(in, new byte[Math.min(length, in.remaining())]);
    }

    /** Consumes and keeps the bytes of an incomplete message. */
    static final class Collects implements Decoder<Text> {
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

        @Override
        public @Nullable Text decode(ByteBuffer in, Boundary boundary) {
            while (in.hasRemaining()) {
                collected.write(in.get());
                Text text = correct(ByteBuffer.wrap(collected.toByteArray()), boundary);
                if (text != null) {
                    collected.reset();
                    return text;
                }
            }
            return null;
        }
    }

    private static int length(ByteBuffer in) {
        int length = in.getInt(in.position());
        if (length < 0 || length > MOST) {
            throw new ProtocolException(Reason.TOO_LARGE, 0, "the length is " + length);
        }
        return length;
    }

    private static Text take(ByteBuffer in, byte[] text) {
        in.get(text);
        return new Text(ByteBuffer.wrap(text));
    }
}
