// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The unsent output of a conversation. Holds no buffer while empty. */
final class OutputQueue {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** The output that can be written now; its first {@link #written} bytes have already been written. */
    private @Nullable ByteArraySink current;

    /** Output that was sent after a flush and waits for the flush delay: one buffer for each later write. */
    private @Nullable ArrayDeque<ByteArraySink> held;

    private int written;

    /** Returns the buffer that the next message is encoded into. */
    ByteArraySink tail() {
        if (held != null) {
            return held.getLast();
        }
        if (current == null) {
            current = new ByteArraySink();
        } else if (written > current.size() / 2) {
            // Discards what is written. Otherwise the buffer would grow for ever if the peer reads steadily, but never
            // everything.
            current.discard(written);
            written = 0;
        }
        return current;
    }

    boolean hasNoBuffer() {
        return current == null && held == null;
    }

    /** Uses a lent buffer for the next messages. */
    void use(ByteArraySink sink) {
        current = sink;
    }

    /** Copies unsent bytes from a lent buffer to a buffer of this queue. */
    void copyLent() {
        if (current != null) {
            shrink(current);
        }
    }

    /** Puts later output into a separate buffer, for a separate write. */
    void flush() {
        if (held == null) {
            held = new ArrayDeque<>(2);
        } else if (held.getLast().size() == 0) {
            return;
        }
        held.add(new ByteArraySink());
    }

    ByteBuffer unsent() {
        return current == null ? NOTHING : current.view(written, current.size());
    }

    void sent(int bytes) {
        if (current == null || bytes < 0 || bytes > current.size() - written) {
            if (bytes == 0) {
                return;
            }
            throw new IllegalArgumentException(
                    "can't mark " + bytes + " bytes as sent: " + (size(current) - written) + " can be written");
        }
        written += bytes;
        if (written == current.size()) {
            drop();
        } else if (size(current) - written < current.capacity() / 2) {
            shrink(current);
        }
    }

    /** Returns whether output waits for the flush delay. If no output has followed the flush, no output waits. */
    boolean flushPending() {
        return held != null && held.getFirst().size() > 0;
    }

    void release() {
        // Compares sizes, because a message may have no bytes: current may then be an empty sink instead of null.
        if (held != null && flushPending() && size(current) == written) {
            drop();
            current = held.removeFirst();
            held = held.isEmpty() ? null : held;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Returns how many bytes are unsent, including those that wait for the flush delay. */
    int size() {
        int size = size(current) - written;
        if (held != null) {
            for (ByteArraySink sink : held) {
                size += sink.size();
            }
        }
        return size;
    }

    /** Returns how much memory the unsent bytes take. */
    int capacity() {
        int capacity = current == null ? 0 : current.capacity();
        if (held != null) {
            for (ByteArraySink sink : held) {
                capacity += sink.capacity();
            }
        }
        return capacity;
    }

    void clear() {
        drop();
        held = null;
    }

    private void drop() {
        if (current != null) {
            // A lent buffer must be returned empty.
            current.truncate(0);
        }
        current = null;
        written = 0;
    }

    /**
     * Copies the unsent bytes to a smaller buffer, because a slow peer may not read them for a long time.
     */
    private void shrink(ByteArraySink sent) {
        ByteArraySink rest = new ByteArraySink();
        rest.put(sent.view(written, sent.size()));
        sent.truncate(0);
        current = rest;
        written = 0;
    }

    private static int size(@Nullable ByteArraySink sink) {
        return sink == null ? 0 : sink.size();
    }
}
