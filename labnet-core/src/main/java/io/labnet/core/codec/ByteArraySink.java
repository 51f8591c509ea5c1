// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link ByteSink} that stores its bytes in an array. Not thread-safe. */
public final class ByteArraySink implements ByteSink {
    private static final int FIRST_CAPACITY = 256;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;
    private @Nullable ByteBuffer view;

    /** Creates an empty sink, which allocates no memory until a byte is put. */
    public ByteArraySink() {}

    @Override
    public void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void put(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void put(ByteBuffer source) {
        int length = source.remaining();
        reserve(length);
        source.get(bytes, size, length);
        size += length;
    }

    @Override
    public void putSized(int lengthBytes, Consumer<? super ByteSink> content) {
        if (lengthBytes < 1 || lengthBytes > Long.BYTES) {
            throw new IllegalArgumentException("lengthBytes " + lengthBytes + " is not 1 to 8");
        }
        int at = size;
        reserve(lengthBytes);
        size += lengthBytes;
        content.accept(this);
        int length = size - at - lengthBytes;
        if (lengthBytes < Integer.BYTES && length >> (lengthBytes * Byte.SIZE) != 0) {
            throw new IllegalArgumentException(length + " bytes do not fit a length of " + lengthBytes + " bytes");
        }
        for (int i = lengthBytes - 1; i >= 0; i--) {
            bytes[at + i] = (byte) length;
            length >>= Byte.SIZE;
        }
    }

    /**
     * Returns the number of bytes in this sink.
     *
     * @return the number of bytes, 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Returns the size of the array that stores the bytes.
     *
     * @return the number of bytes, at least {@link #size}
     */
    public int capacity() {
        return bytes.length;
    }

    /**
     * Returns a copy of the bytes.
     *
     * @return the bytes, in a new array
     */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Returns a view of a part of the bytes, without copying. The view is valid until bytes are put or another view is
     * requested.
     *
     * @param from the index of the first byte
     * @param to the index after the last byte
     * @return a read-only view of the part
     * @throws IndexOutOfBoundsException if the part does not lie within the bytes of this sink
     */
    public ByteBuffer view(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        ByteBuffer whole = view;
        if (whole == null || whole.capacity() != bytes.length) {
            // One buffer serves all views of this array, because views are requested often.
            whole = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
            view = whole;
        }
        return whole.clear().limit(to).position(from);
    }

    /**
     * Removes the first bytes and moves the others to the front.
     *
     * @param count the number of bytes to remove, 0 to {@link #size}
     * @throws IndexOutOfBoundsException if the count is out of range
     */
    public void discard(int count) {
        Objects.checkFromIndexSize(0, count, size);
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /**
     * Removes the last bytes, such as those of a message whose encoding failed half way.
     *
     * @param size the number of bytes to keep, 0 to {@link #size}
     * @throws IndexOutOfBoundsException if the size is out of range
     */
    public void truncate(int size) {
        Objects.checkFromToIndex(0, size, this.size);
        this.size = size;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(grown, FIRST_CAPACITY)));
        }
    }
}
