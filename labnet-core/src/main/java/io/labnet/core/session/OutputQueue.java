// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a conversation has said and the peer has not taken yet. Empty, it holds no buffer. */
final class OutputQueue {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** What can be written now; its first {@link #written} bytes have been. */
    private @Nullable ByteArraySink current;

    /** What goes in writes of their own, after the current one. */
    private @Nullable ArrayDeque<ByteArraySink> held;

    private int written;

    /** Where the next message is encoded to. */
    ByteArraySink tail() {
        if (held != null) {
            return held.getLast();
        }
        if (current == null) {
            current = new ByteArraySink();
        } else if (written > current.size() / 2) {
            // A peer that keeps up but never quite catches up must not make the buffer grow for ever.
            current.discard(written);
            written = 0;
        }
        return current;
    }

    boolean hasNoBuffer() {
        return current == null && held == null;
    }

    /** Has the next messages encoded to a buffer that is lent. */
    void use(ByteArraySink sink) {
        current = sink;
    }

    /** Moves what is unsent from a buffer that was lent to one of its own. */
    void keep() {
        if (current != null) {
            shrink(current);
        }
    }

    /** Makes what follows a write of its own. */
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
            throw new IllegalArgumentException(bytes + " bytes were not there to be sent");
        }
        written += bytes;
        if (written == current.size()) {
            drop();
        } else if (size(current) - written < current.capacity() / 2) {
            shrink(current);
        }
    }

    /** Whether something waits for its moment. A separation that nothing followed has none. */
    boolean flushPending() {
        return held != null && held.getFirst().size() > 0;
    }

    void release() {
        // A message may have no bytes, so what can be written may be an empty sink rather than none.
        if (held != null && flushPending() && size(current) == written) {
            drop();
            current = held.removeFirst();
            held = held.isEmpty() ? null : held;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** How many bytes are unsent, those held back included. */
    int size() {
        int size = size(current) - written;
        if (held != null) {
            for (ByteArraySink sink : held) {
                size += sink.size();
            }
        }
        return size;
    }

    /** How much memory the unsent bytes take. */
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
            // It may be one that was lent.
            current.truncate(0);
        }
        current = null;
        written = 0;
    }

    /** A peer may leave what is left for long. A copy is paid for by at least as many bytes that it has taken. */
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
