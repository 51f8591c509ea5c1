// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The undecoded input of a conversation, with its decoder. Holds no buffer while empty. */
final class InputQueue<I> {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private Decoder<I> decoder;
    private int maxMessageBytes;

    /**
     * The undecoded bytes: during {@code receive}, possibly in the engine's buffer; between calls, always in a buffer
     * of this queue.
     */
    private @Nullable ByteBuffer bytes;

    private Boundary boundary = Boundary.MORE;
    private boolean borrowed;
    private boolean boundaryPassed;

    /** Whether the decoder has seen all input so far and needs more input to return a message. */
    private boolean waiting;

    InputQueue(Decoder<I> decoder, int maxMessageBytes) {
        this.decoder = decoder;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Replaces the decoder; the new one decodes the remaining and all further input. */
    void decodeBy(Decoder<I> next, int maxBytes) {
        decoder = next;
        maxMessageBytes = maxBytes;
        boundaryPassed = false;
        waiting = false;
    }

    /** Adds input. The queue may use the caller's buffer until {@link #releaseCallerBuffer} is called. */
    void add(ByteBuffer in, Boundary after) {
        if (bytes == null) {
            // Decoders rely on big-endian order, which every duplicate has.
            bytes = in.order() == ByteOrder.BIG_ENDIAN ? in : in.duplicate();
            borrowed = true;
        } else if (in.hasRemaining()) {
            bytes = ReceiveBuffer.append(bytes, in, maxMessageBytes);
        }
        boundary = after;
        boundaryPassed = false;
        waiting = false;
    }

    /** Copies the remaining bytes out of the caller's buffer, and releases memory that is no longer needed. */
    void releaseCallerBuffer() {
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
     * Decodes the next message.
     *
     * @return the message; {@code null} if the decoder needs more input
     */
    @Nullable
    I next() {
        while (bytes != null && bytes.hasRemaining()) {
            ByteBuffer in = bytes;
            // The decoder never receives more bytes than the largest message may have, so that a larger message is
            // refused however the input was split.
            int window = Math.min(in.remaining(), maxMessageBytes);
            boolean limited = window < in.remaining();
            int start = in.position();
            I message = decode(in, window, limited ? Boundary.MORE : boundary);
            if (message != null) {
                return message;
            }
            if (in.position() == start) {
                if (limited) {
                    throw new ProtocolException(
                            Reason.TOO_LARGE,
                            maxMessageBytes,
                            "a message is larger than the limit of " + maxMessageBytes + " bytes");
                }
                waiting = true;
                return null;
            }
        }
        I last = decodeBoundary();
        waiting = last == null;
        return last;
    }

    /** Returns the boundary and clears it, because the decoder has seen this boundary. */
    Boundary passBoundary() {
        Boundary passed = boundary;
        boundary = Boundary.MORE;
        return passed;
    }

    /** Creates the refusal of an incomplete message. */
    ProtocolException incomplete(String event) {
        return decoder.incomplete(rest(), event);
    }

    /** Returns whether there is input or a boundary that the decoder has not seen. */
    boolean hasUndecoded() {
        return !waiting && (bytes != null || boundary != Boundary.MORE);
    }

    boolean atBoundary() {
        return boundary != Boundary.MORE;
    }

    /** Returns a view of the remaining bytes. */
    ByteBuffer rest() {
        return bytes == null ? EMPTY : bytes.duplicate();
    }

    int size() {
        return bytes == null ? 0 : bytes.remaining();
    }

    /** Returns how much memory the bytes take. */
    int capacity() {
        return bytes == null || borrowed ? 0 : bytes.capacity();
    }

    void clear() {
        bytes = null;
        borrowed = false;
        boundary = Boundary.MORE;
    }

    private @Nullable I decode(ByteBuffer in, int window, Boundary offered) {
        int start = in.position();
        int end = in.limit();
        in.limit(start + window);
        try {
            I message = decoder.decode(in, offered);
            if (in.position() < start) {
                throw new IllegalStateException("the decoder moved its position back");
            }
            if (in.limit() != start + window) {
                throw new IllegalStateException("the decoder moved its limit, to read beyond it");
            }
            if (message != null && in.position() == start) {
                throw new IllegalStateException(
                        "the decoder returned a message without consuming a byte, at " + offered);
            }
            return message;
        } catch (ProtocolException e) {
            // Moves back, because the refused bytes are reported from the start of the message.
            in.position(start);
            throw e;
        } finally {
            // Restores the limit, and the byte order, which the decoder may have changed.
            in.limit(end).order(ByteOrder.BIG_ENDIAN);
        }
    }

    /** Passes a pause or end to the decoder once, when no bytes are left. */
    private @Nullable I decodeBoundary() {
        if (boundaryPassed || (boundary != Boundary.PAUSE && boundary != Boundary.END)) {
            return null;
        }
        boundaryPassed = true;
        return decoder.atBoundary(boundary);
    }
}
