// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The data of a packet: bytes that never change. Compared by content. It holds the bytes of its packet, so one that is
 * decoded is copied once.
 */
public final class XorData {
    /** No bytes: the data of a packet that is nothing but its header. */
    public static final XorData NONE = new XorData(ByteBuffer.allocate(0));

    /** Never leaves this package but read-only. */
    private final ByteBuffer bytes;

    private XorData(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes bytes.
     *
     * @param bytes the bytes, possibly none; copied
     * @return data of these bytes
     */
    public static XorData of(byte[] bytes) {
        return owning(bytes.clone(), 0, bytes.length);
    }

    /**
     * Takes a part of an array.
     *
     * @param bytes the array; copied
     * @param offset where the part begins, from 0
     * @param length how many bytes it has, possibly none
     * @return data of these bytes
     * @throws IndexOutOfBoundsException if the part does not lie within the array
     */
    public static XorData of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return owning(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /**
     * Takes what remains in a buffer.
     *
     * @param bytes the buffer, of any kind; copied, its position is not changed
     * @return data of these bytes
     */
    public static XorData of(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return owning(copy, 0, copy.length);
    }

    /**
     * Takes text in UTF-8.
     *
     * @param text the text, possibly empty
     * @return data of its bytes
     */
    public static XorData of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return owning(bytes, 0, bytes.length);
    }

    /** Takes a part of an array that nobody else writes to from now on. */
    static XorData owning(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0
                ? NONE
                : new XorData(ByteBuffer.wrap(bytes, offset, length).slice());
    }

    /**
     * Tells how many bytes there are.
     *
     * @return 0 or more
     */
    public int length() {
        return bytes.capacity();
    }

    /**
     * Copies the bytes.
     *
     * @return the bytes, in a new array
     */
    public byte[] toByteArray() {
        byte[] copy = new byte[length()];
        bytes.get(0, copy);
        return copy;
    }

    /**
     * Shows the bytes without copying them.
     *
     * @return a read-only buffer that holds all of them, of its own position
     */
    public ByteBuffer asByteBuffer() {
        return bytes.asReadOnlyBuffer();
    }

    /**
     * Reads the bytes as UTF-8.
     *
     * @return the text; what is no UTF-8 is replaced by U+FFFD
     */
    public String text() {
        return StandardCharsets.UTF_8.decode(asByteBuffer()).toString();
    }

    void copyTo(byte[] into, int offset) {
        bytes.get(0, into, offset, length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XorData data && bytes.equals(data.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /**
     * Says how many bytes there are, and not which.
     *
     * @return such as {@code 46 bytes}
     */
    @Override
    public String toString() {
        return length() + " bytes";
    }
}
