// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The data of a packet: immutable bytes, compared by content. Decoded data keep the array of the whole packet, so
 * decoding copies the data only once.
 */
public final class XorData {
    /** No bytes: the data of a packet with only a header. */
    public static final XorData NONE = new XorData(new byte[0], 0, 0);

    /** Outside this package, the array is visible only as a read-only buffer. */
    private final byte[] bytes;

    private final int offset;
    private final int length;

    private XorData(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /**
     * {@return data with the given bytes}
     *
     * @param bytes the bytes, possibly none; copied
     */
    public static XorData of(byte[] bytes) {
        return owning(bytes.clone(), 0, bytes.length);
    }

    /**
     * {@return data with a text in UTF-8}
     *
     * @param text the text, possibly empty
     */
    public static XorData of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return owning(bytes, 0, bytes.length);
    }

    /** Wraps a part of an array that nothing else writes to afterwards. */
    static XorData owning(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? NONE : new XorData(bytes, offset, length);
    }

    /** {@return the number of bytes} */
    public int length() {
        return length;
    }

    /** {@return the bytes, in a new array} */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** {@return a new read-only buffer with all of the bytes, not copied} */
    public ByteBuffer asByteBuffer() {
        return buffer().asReadOnlyBuffer();
    }

    /** {@return the bytes decoded as UTF-8; malformed ones become U+FFFD} */
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, offset, into, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XorData data
                && Arrays.equals(bytes, offset, offset + length, data.bytes, data.offset, data.offset + data.length);
    }

    @Override
    public int hashCode() {
        return buffer().hashCode();
    }

    /** {@return the number of bytes only, such as {@code 46 bytes}} */
    @Override
    public String toString() {
        return length + " bytes";
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, offset, length).slice();
    }
}
