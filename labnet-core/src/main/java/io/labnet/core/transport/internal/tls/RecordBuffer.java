// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Splits input into TLS records. Holds the bytes that are not processed yet, at most one incomplete record and the
 * bytes of one call, and no buffer while there are none.
 */
final class RecordBuffer {
    static final int HANDSHAKE = 0x16;
    static final int ALERT = 0x15;

    /** The type, two bytes of version, and two bytes of length. */
    private static final int HEADER = 5;

    /** The largest content of a record in TLS 1.2, which allows more than TLS 1.3. */
    private static final int MAX_CONTENT = 16 * 1024 + 2048;

    private static final int FIRST_CAPACITY = 64;

    private @Nullable ByteBuffer bytes;
    private boolean borrowed;

    /** Adds input. The caller's buffer is used until {@link #release}. */
    void add(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return;
        }
        ByteBuffer held = bytes;
        if (held == null) {
            bytes = in.duplicate();
            borrowed = true;
        } else if (in.remaining() <= held.capacity() - held.limit()) {
            int start = held.position();
            held.position(held.limit()).limit(held.capacity());
            held.put(in).flip().position(start);
        } else {
            int needed = held.remaining() + in.remaining();
            bytes = copy(held, Math.max(needed, Math.min(2 * needed, Math.max(FIRST_CAPACITY, length(held)))));
            add(in);
        }
    }

    /** Returns the first byte, which is the type of the next record; -1 if there is none. */
    int type() {
        return bytes == null || !bytes.hasRemaining() ? -1 : bytes.get(bytes.position()) & 0xff;
    }

    /**
     * Removes and returns the next record.
     *
     * @return a writable buffer, because decryption may overwrite it; {@code null} if the record is incomplete
     * @throws SSLException if the record is too large
     */
    @Nullable
    ByteBuffer next() throws SSLException {
        ByteBuffer in = bytes;
        if (in == null || in.remaining() < HEADER) {
            return null;
        }
        int length = length(in);
        if (length > HEADER + MAX_CONTENT) {
            throw new SSLException("a TLS record of " + (length - HEADER) + " bytes is larger than " + MAX_CONTENT);
        }
        if (in.remaining() < length) {
            return null;
        }
        ByteBuffer record = in.slice(in.position(), length);
        in.position(in.position() + length);
        return record.isReadOnly() ? copy(record, length) : record;
    }

    /** Copies the remaining bytes out of the caller's buffer, and releases memory that is no longer needed. */
    void release() {
        ByteBuffer in = bytes;
        if (in == null || !in.hasRemaining()) {
            clear();
        } else if (borrowed || in.position() > 0) {
            bytes = copy(in, in.remaining());
            borrowed = false;
        }
    }

    void clear() {
        bytes = null;
        borrowed = false;
    }

    boolean isEmpty() {
        return type() < 0;
    }

    /** Returns a view of the remaining bytes. */
    ByteBuffer rest() {
        return bytes == null ? ByteBuffer.allocate(0) : bytes.duplicate();
    }

    /** Returns how much memory the bytes take. */
    int capacity() {
        return bytes == null || borrowed ? 0 : bytes.capacity();
    }

    /** Describes the incomplete record. */
    String incomplete() {
        ByteBuffer in = rest();
        String expected = in.remaining() < HEADER ? "" : " of " + length(in);
        return in.remaining() + expected + " bytes of a TLS record came";
    }

    /** Returns the length of the first record with its header; 0 if the header is incomplete. */
    private static int length(ByteBuffer in) {
        return in.remaining() < HEADER ? 0 : HEADER + (in.getShort(in.position() + 3) & 0xffff);
    }

    private static ByteBuffer copy(ByteBuffer from, int capacity) {
        return ByteBuffer.allocate(capacity).put(from).flip();
    }
}
