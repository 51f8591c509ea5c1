// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decoders of lines, each of which breaks the contract in another way. */
final class BrokenDecoders {
    private BrokenDecoders() {}

    static String underflows(ByteBuffer in, Boundary boundary) {
        StringBuilder line = new StringBuilder();
        for (int value = in.get(); value != '\n'; value = in.get()) {
            line.append((char) value);
        }
        return line.toString();
    }

    static @Nullable String throwsForOneByte(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        if (line != null && line.indexOf('\u0084') >= 0) {
            throw new IllegalArgumentException("unsupported letter");
        }
        return line;
    }

    static @Nullable String returnsIncompleteLines(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        return line == null && in.remaining() > 1 ? ToyDecoders.take(in, in.remaining()) : line;
    }

    static @Nullable String returnsHalfALineAtTheEnd(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        return line == null && boundary == Boundary.END ? ToyDecoders.take(in, in.remaining()) : line;
    }

    static @Nullable String toleratesNul(ByteBuffer in, Boundary boundary) {
        for (int i = 0; i < in.remaining(); i++) {
            if (in.get(in.position() + i) == '\n') {
                return ToyDecoders.take(in, i + 1).substring(0, i);
            }
        }
        return null;
    }

    static @Nullable String countsFromBufferStart(ByteBuffer in, Boundary boundary) {
        try {
            return ToyDecoders.line(in, boundary);
        } catch (ProtocolException e) {
            throw new ProtocolException(e.reason(), in.position() + e.offset(), "NUL");
        }
    }

    /** Refuses bytes that no short line contains. */
    static @Nullable String countsHighBytesFromBufferStart(ByteBuffer in, Boundary boundary) {
        for (int at = in.position(); at < in.limit() && in.get(at) != '\n'; at++) {
            if (in.get(at) < 0) {
                throw new ProtocolException(Reason.MALFORMED, at, "not ASCII");
            }
        }
        return toleratesNul(in, boundary);
    }

    static @Nullable String reportsRemainingAsOffset(ByteBuffer in, Boundary boundary) {
        try {
            return ToyDecoders.line(in, boundary);
        } catch (ProtocolException e) {
            throw new ProtocolException(e.reason(), in.remaining(), "NUL");
        }
    }

    @SuppressWarnings("ByteBufferBackingArray") // The mistake of this decoder.
    static @Nullable String readsTheArray(ByteBuffer in, Boundary boundary) {
        byte[] array = in.array();
        for (int i = in.position(); i < in.limit(); i++) {
            if (array[i] == 0) {
                throw new ProtocolException(Reason.MALFORMED, i - in.position(), "NUL");
            }
            if (array[i] == '\n') {
                int length = i - in.position();
                return ToyDecoders.take(in, length + 1).substring(0, length);
            }
        }
        return null;
    }

    static @Nullable String readsBeyondTheLimit(ByteBuffer in, Boundary boundary) {
        in.limit(in.capacity());
        return ToyDecoders.line(in, boundary);
    }

    static @Nullable String movesBack(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        if (line == null) {
            in.position(0);
        }
        return line;
    }

    /** Returns a line only when the next byte or the end has arrived. */
    static @Nullable String waitsForAnotherByte(ByteBuffer in, Boundary boundary) {
        ByteBuffer copy = in.duplicate();
        String line = ToyDecoders.line(copy, boundary);
        if (line == null || (!copy.hasRemaining() && boundary == Boundary.MORE)) {
            return null;
        }
        in.position(copy.position());
        return line;
    }

    static @Nullable String changesTheBytes(ByteBuffer in, Boundary boundary) {
        int start = in.position();
        String line = ToyDecoders.line(in, boundary);
        if (line != null) {
            in.put(start, (byte) 'X');
        }
        return line;
    }

    static @Nullable String returnsAnExtraLine(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        return line == null && boundary == Boundary.END ? "" : line;
    }

    /** Accepts capital letters, but returns them in lower case. */
    static @Nullable String ignoresCase(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        return line == null ? null : line.replace('U', 'u');
    }

    static @Nullable String consumesTheRestAtTheEnd(ByteBuffer in, Boundary boundary) {
        return orConsumeAll(in, boundary, Boundary.END);
    }

    static @Nullable String consumesTheRestOfAFrame(ByteBuffer in, Boundary boundary) {
        return orConsumeAll(in, boundary, Boundary.FRAME);
    }

    static @Nullable String refusesTheEndAsMalformed(ByteBuffer in, Boundary boundary) {
        String line = ToyDecoders.line(in, boundary);
        if (line == null && boundary == Boundary.END) {
            throw new ProtocolException(Reason.MALFORMED, 0, "a line feed is missing");
        }
        return line;
    }

    private static @Nullable String orConsumeAll(ByteBuffer in, Boundary boundary, Boundary when) {
        String line = ToyDecoders.line(in, boundary);
        if (line == null && boundary == when) {
            in.position(in.limit());
        }
        return line;
    }

    /** Reads from the buffer of an earlier call. */
    static final class KeepsTheBuffer implements Decoder<String> {
        private @Nullable ByteBuffer kept;

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            if (kept == null || kept.remaining() < in.remaining()) {
                kept = in.duplicate();
            }
            ByteBuffer old = kept.duplicate();
            String line = ToyDecoders.line(old, boundary);
            in.position(in.position() + Math.min(in.remaining(), old.position() - kept.position()));
            return line;
        }
    }

    /** Consumes the bytes of an incomplete line, and keeps at most {@code most} of them. */
    static final class CollectsALine implements Decoder<String> {
        private final StringBuilder line = new StringBuilder();
        private final int most;

        CollectsALine(int most) {
            this.most = most;
        }

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            while (in.hasRemaining()) {
                String next = ToyDecoders.take(in, 1);
                if (next.equals("\n")) {
                    String whole = line.toString();
                    line.setLength(0);
                    return whole;
                }
                line.append(line.length() < most ? next : "");
            }
            return null;
        }
    }

    /** Consumes and keeps the bytes of an incomplete line once it is long. */
    static final class CollectsALongLine implements Decoder<String> {
        private static final int LONG = 100;

        private final StringBuilder line = new StringBuilder();

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            String there = ToyDecoders.take(in.duplicate(), in.remaining());
            int end = there.indexOf('\n');
            if (end < 0) {
                line.append(there.length() > LONG ? ToyDecoders.take(in, there.length()) : "");
                return null;
            }
            String whole = line + ToyDecoders.take(in, end + 1).substring(0, end);
            line.setLength(0);
            return whole;
        }
    }
}
