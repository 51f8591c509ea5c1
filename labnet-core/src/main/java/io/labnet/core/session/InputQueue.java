// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What has arrived and no message has taken yet, with the decoder that takes it. Empty, it holds no buffer. */
final class InputQueue<I> {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private Decoder<I> decoder;
    private int maxMessageBytes;

    /** The engine's buffer during {@code receive}, a buffer of our own between calls. */
    private @Nullable ByteBuffer bytes;

    private Boundary boundary = Boundary.MORE;
    private boolean borrowed;
    private boolean boundaryTold;

    /** Whether the decoder has been told all that there is. */
    private boolean waiting;

    InputQueue(Decoder<I> decoder, int maxMessageBytes) {
        this.decoder = decoder;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Has another decoder take what no message has taken, and all that follows. */
    void decodeBy(Decoder<I> next, int maxBytes) {
        decoder = next;
        maxMessageBytes = maxBytes;
        boundaryTold = false;
        waiting = false;
    }

    /** Adds what has arrived. Until {@link #settle} it may still be the caller's buffer that is read. */
    void add(ByteBuffer in, Boundary after) {
        if (bytes == null) {
            // A decoder counts on big-endian bytes, which a duplicate always has.
            bytes = in.order() == ByteOrder.BIG_ENDIAN ? in : in.duplicate();
            borrowed = true;
        } else if (in.hasRemaining()) {
            bytes = ReceiveBuffer.append(bytes, in, maxMessageBytes);
        }
        boundary = after;
        boundaryTold = false;
        waiting = false;
    }

    /** Lets go of the caller's buffer, and of room that is no longer needed: what is left is copied. */
    void settle() {
        if (bytes == null) {
            return;
        }
        if (!bytes.hasRemaining()) {
            bytes = null;
        } else if (borrowed) {
            ByteBuffer own = ByteBuffer.allocate(bytes.remaining());
            bytes = own.put(bytes).flip();
        } else {
            bytes = ReceiveBuffer.shrink(bytes);
        }
        borrowed = false;
    }

    /**
     * Takes the next message.
     *
     * @return {@code null} when the decoder waits for more than there is
     */
    @Nullable
    I next() {
        while (bytes != null && bytes.hasRemaining()) {
            ByteBuffer in = bytes;
            // The decoder is never shown more than the largest message, so that what is too large is found too large
            // however it was cut.
            int window = Math.min(in.remaining(), maxMessageBytes);
            boolean cut = window < in.remaining();
            int start = in.position();
            I message = decode(in, window, cut ? Boundary.MORE : boundary);
            if (message != null) {
                return message;
            }
            if (in.position() == start) {
                if (cut) {
                    throw new ProtocolException(
                            Reason.TOO_LARGE,
                            maxMessageBytes,
                            "a message is larger than the limit of " + maxMessageBytes + " bytes");
                }
                waiting = true;
                return null;
            }
        }
        I last = tellBoundary();
        waiting = last == null;
        return last;
    }

    /** Takes note that the decoder has been told the boundary and waits for what comes after it. */
    Boundary passBoundary() {
        Boundary passed = boundary;
        boundary = Boundary.MORE;
        return passed;
    }

    /** The refusal of what is left when nothing can complete it. */
    ProtocolException truncated() {
        return new ProtocolException(
                Reason.TRUNCATED, size(), "the input ended after " + size() + " bytes of an incomplete message");
    }

    /** Whether there is anything that the decoder has not been told. */
    boolean hasNews() {
        return !waiting && (bytes != null || boundary != Boundary.MORE);
    }

    boolean atBoundary() {
        return boundary != Boundary.MORE;
    }

    /** A view of what no message has taken. */
    ByteBuffer rest() {
        return bytes == null ? EMPTY : bytes.duplicate();
    }

    int size() {
        return bytes == null ? 0 : bytes.remaining();
    }

    /** How much memory the bytes take. */
    int capacity() {
        return bytes == null || borrowed ? 0 : bytes.capacity();
    }

    void clear() {
        bytes = null;
        borrowed = false;
        boundary = Boundary.MORE;
    }

    private @Nullable I decode(ByteBuffer in, int window, Boundary told) {
        int start = in.position();
        int end = in.limit();
        in.limit(start + window);
        try {
            I message = decoder.decode(in, told);
            if (in.position() < start) {
                throw new IllegalStateException("the decoder moved its position back");
            }
            if (in.limit() != start + window) {
                throw new IllegalStateException("the decoder moved its limit, to read beyond it");
            }
            if (message != null && in.position() == start) {
                throw new IllegalStateException("the decoder returned a message without taking a byte, at " + told);
            }
            return message;
        } catch (ProtocolException e) {
            // What is refused is shown from its beginning.
            in.position(start);
            throw e;
        } finally {
            // The next message begins as this one did, whatever its body was read with.
            in.limit(end).order(ByteOrder.BIG_ENDIAN);
        }
    }

    /** Tells the decoder that nothing is left, once for each pause and end. */
    private @Nullable I tellBoundary() {
        if (boundaryTold || (boundary != Boundary.PAUSE && boundary != Boundary.END)) {
            return null;
        }
        boundaryTold = true;
        return decoder.atBoundary(boundary);
    }
}
