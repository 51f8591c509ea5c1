// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.ByteArraySink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait to be written. Some of them hold a session's output, which counts as sent when all of them are
 * written; others, such as those of the handshake, belong to no session. Uses no memory while nothing waits.
 */
final class EncryptedOutput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private @Nullable ByteArraySink records;
    private int written;

    /** The number of bytes of the session's output that the records hold. */
    private int plainBytes;

    /** Returns where further records are added. */
    ByteArraySink sink() {
        ByteArraySink sink = records;
        if (sink == null) {
            sink = new ByteArraySink();
            records = sink;
        }
        return sink;
    }

    /** Counts bytes of the session's output that were added. */
    void holdsPlain(int bytes) {
        plainBytes += bytes;
    }

    /** Forgets that the records hold output of the session, which will not learn that it was sent. */
    void forgetPlain() {
        plainBytes = 0;
    }

    boolean hasPlain() {
        return plainBytes > 0;
    }

    /** Returns the number of bytes that wait. */
    int size() {
        return records == null ? 0 : records.size() - written;
    }

    ByteBuffer view() {
        return records == null ? NOTHING : records.view(written, records.size());
    }

    /**
     * Counts bytes as written.
     *
     * @return the number of bytes of the session's output that are sent now
     */
    int sent(int bytes) {
        if (bytes < 0 || bytes > size()) {
            throw new IllegalArgumentException("can't mark " + bytes + " bytes as sent of " + size());
        }
        written += bytes;
        if (size() > 0) {
            return 0;
        }
        int plain = plainBytes;
        plainBytes = 0;
        drop();
        return plain;
    }

    /** Gives up the memory, and what waits. */
    void drop() {
        records = null;
        written = 0;
    }

    /** Returns the number of bytes of memory in use. */
    int capacity() {
        return records == null ? 0 : records.capacity();
    }
}
