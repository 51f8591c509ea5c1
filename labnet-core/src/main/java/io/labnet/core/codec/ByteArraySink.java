// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link ByteSink} that keeps its bytes in an array. Used by one thread at a time. */
public final class ByteArraySink implements ByteSink {
    private static final int FIRST_CAPACITY = 256;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;
    private @Nullable ByteBuffer view;

    /** Makes an empty sink, which takes no memory for bytes until the first is put. */
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
            throw new IllegalArgumentException(
                    length + " bytes are more than a length of " + lengthBytes + " bytes can tell");
        }
        for (int i = lengthBytes - 1; i >= 0; i--) {
            bytes[at + i] = (byte) length;
            length >>= Byte.SIZE;
        }
    }

    /**
     * Tells how many bytes were put.
     *
     * @return the number of bytes, 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Tells how much memory the bytes take, room for more included.
     *
     * @return the number of bytes, at least {@link #size}
     */
    public int capacity() {
        return bytes.length;
    }

    /**
     * Copies the bytes that were put.
     *
     * @return the bytes, in a new array
     */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Shows a part of the bytes without copying them. The view is valid until the next byte is put, or another is asked for.
     *
     * @param from where the part begins, from 0
     * @param to where the part ends: the index after its last byte
     * @return a read-only view of the part
     * @throws IndexOutOfBoundsException if the part does not lie within the bytes that were put
     */
    public ByteBuffer view(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        ByteBuffer whole = view;
        if (whole == null || whole.capacity() != bytes.length) {
            // For all views of these bytes, which are asked for again and again.
            whole = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
            view = whole;
        }
        return whole.clear().limit(to).position(from);
    }

    /**
     * Forgets the first bytes; those after them move to the front.
     *
     * @param count how many to forget, 0 to {@link #size}
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public void discard(int count) {
        Objects.checkFromIndexSize(0, count, size);
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /**
     * Forgets the last bytes: those of a message, perhaps, whose encoding failed half way.
     *
     * @param size how many bytes stay, 0 to {@link #size}
     * @throws IndexOutOfBoundsException if there are not so many
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
