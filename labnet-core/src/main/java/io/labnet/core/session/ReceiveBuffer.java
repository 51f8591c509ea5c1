// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.nio.ByteBuffer;

/**
 * How a buffer of bytes that wait for more of their message grows and shrinks. However small the pieces are that arrive,
 * a byte is copied a bounded number of times on average: a copy makes room for as many bytes as it moves, or is paid for
 * by as many that have been taken.
 */
final class ReceiveBuffer {
    private static final int FIRST_CAPACITY = 64;
    private static final int SHRINK_FACTOR = 4;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private ReceiveBuffer() {}

    /**
     * Adds bytes behind those that are kept. While no byte of a message has been taken, no more room is made than the
     * largest message needs.
     *
     * @param kept from its position to its limit, a buffer that nobody else has
     * @param in what is added; taken to its limit
     * @param maxMessageBytes the size of the largest message
     * @return the bytes, from position to limit, in {@code kept} or in a buffer that replaces it
     */
    static ByteBuffer append(ByteBuffer kept, ByteBuffer in, int maxMessageBytes) {
        int needed = Math.addExact(kept.remaining(), in.remaining());
        if (in.remaining() <= kept.capacity() - kept.limit()) {
            int start = kept.position();
            kept.position(kept.limit()).limit(kept.capacity());
            return kept.put(in).flip().position(start);
        }
        boolean mostlyTaken = kept.position() >= kept.remaining();
        if (mostlyTaken && needed <= kept.capacity()) {
            return kept.compact().put(in).flip();
        }
        int most = kept.position() > 0 ? LARGEST_ARRAY : maxMessageBytes;
        int doubled = (int) Math.min(Math.max(2L * needed, FIRST_CAPACITY), most);
        return ByteBuffer.allocate(Math.max(needed, doubled)).put(kept).put(in).flip();
    }

    /**
     * Lets go of a buffer that is much larger than the bytes left in it.
     *
     * @param kept from its position to its limit, a buffer that nobody else has
     * @return the bytes, from position to limit, in {@code kept} or in a buffer of their size
     */
    static ByteBuffer shrink(ByteBuffer kept) {
        boolean muchTaken = kept.position() / SHRINK_FACTOR >= Math.max(kept.remaining(), FIRST_CAPACITY);
        return muchTaken ? ByteBuffer.allocate(kept.remaining()).put(kept).flip() : kept;
    }
}
