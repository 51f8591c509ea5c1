// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.nio.ByteBuffer;

/**
 * Grows and shrinks the buffer of an incomplete message. However small the pieces of input, each byte is copied a
 * bounded number of times on average. The reason is that n bytes are copied only to make room for n more bytes, or if n
 * bytes before them were consumed.
 */
final class ReceiveBuffer {
    private static final int FIRST_CAPACITY = 64;
    private static final int SHRINK_FACTOR = 4;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private ReceiveBuffer() {}

    /**
     * Appends bytes to the buffered ones. While no byte of the buffer has been consumed, the buffer does not grow
     * beyond the largest message.
     *
     * @param kept the buffered bytes, from position to limit; not used by anything else
     * @param in the bytes to append; read up to the limit
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
        boolean mostlyConsumed = kept.position() >= kept.remaining();
        if (mostlyConsumed && needed <= kept.capacity()) {
            return kept.compact().put(in).flip();
        }
        int most = kept.position() > 0 ? LARGEST_ARRAY : maxMessageBytes;
        int doubled = (int) Math.min(Math.max(2L * needed, FIRST_CAPACITY), most);
        return ByteBuffer.allocate(Math.max(needed, doubled)).put(kept).put(in).flip();
    }

    /**
     * Replaces a buffer that is much larger than the bytes left in it.
     *
     * @param kept the buffered bytes, from position to limit; not used by anything else
     * @return the bytes, from position to limit, in {@code kept} or in a new buffer of their size
     */
    static ByteBuffer shrink(ByteBuffer kept) {
        boolean mostlyConsumed = kept.position() / SHRINK_FACTOR >= Math.max(kept.remaining(), FIRST_CAPACITY);
        return mostlyConsumed ? ByteBuffer.allocate(kept.remaining()).put(kept).flip() : kept;
    }
}
