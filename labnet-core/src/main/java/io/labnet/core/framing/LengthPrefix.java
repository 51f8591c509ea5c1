// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Framings of messages that are preceded by their length: an unsigned number of 1 to 8 bytes, or a varint. Immutable.
 *
 * <p>A length beyond the limit is refused as soon as the bytes of the length have arrived. Memory for the content is
 * allocated only after the whole content has arrived.
 */
public final class LengthPrefix {
    /** The number of seven-bit groups that hold 64 bits. */
    private static final int MAX_VARINT_BYTES = 10;

    private static final int GROUP_BITS = 7;
    private static final int GROUP = 0x7f;
    private static final int MORE_FOLLOW = 0x80;

    /** The size of the length in bytes; 0 for a varint. */
    private final int width;

    private final ByteOrder order;
    private final boolean countsItself;

    private LengthPrefix(int width, ByteOrder order, boolean countsItself) {
        this.width = width;
        this.order = order;
        this.countsItself = countsItself;
    }

    /**
     * Returns a big-endian length of a fixed size. The value of the length is the number of bytes that follow the
     * length.
     *
     * @param width the size of the length, 1 to 8 bytes
     * @return the length
     * @throws IllegalArgumentException if the width is not 1 to 8
     */
    public static LengthPrefix ofBytes(int width) {
        if (width < 1 || width > Long.BYTES) {
            throw new IllegalArgumentException("the width of a length is " + width + " bytes, not 1 to 8");
        }
        return new LengthPrefix(width, ByteOrder.BIG_ENDIAN, false);
    }

    /**
     * Returns a length that is a base 128 varint, as in Protocol Buffers: seven bits per byte, the lowest first, with
     * the highest bit set in each byte except the last. A varint with more bytes than its value needs, or of more than
     * 64 bits, is refused.
     *
     * @return the length
     */
    public static LengthPrefix varint() {
        return new LengthPrefix(0, ByteOrder.LITTLE_ENDIAN, false);
    }

    /**
     * Returns a copy in which the lowest byte of the length comes first.
     *
     * @return the changed length
     * @throws IllegalStateException if this is a varint
     */
    public LengthPrefix littleEndian() {
        requireFixedWidth();
        return new LengthPrefix(width, ByteOrder.LITTLE_ENDIAN, countsItself);
    }

    /**
     * Returns a copy in which the value of the length also counts the length's own bytes. A value smaller than the size
     * of the length is refused.
     *
     * @return the changed length
     * @throws IllegalStateException if this is a varint
     */
    public LengthPrefix countingItself() {
        requireFixedWidth();
        return new LengthPrefix(width, order, true);
    }

    /**
     * Returns a framing of byte arrays, with this length before each array.
     *
     * @param maxBytes the largest number of bytes after the length, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative, or the content and the longest length together
     *     have more than {@link Integer#MAX_VALUE} bytes
     */
    public Framing<byte[]> framing(int maxBytes) {
        return framing(Frames.datagram(maxBytes));
    }

    /**
     * Returns a framing of the messages of another framing, with this length before each message. A message must fill
     * all the bytes that the length announces.
     *
     * @param content the framing of the bytes after the length; its decoder gets them as a complete frame
     * @param <T> the type of the messages
     * @return the framing
     * @throws IllegalArgumentException if the largest message and the longest length together have more than {@link
     *     Integer#MAX_VALUE} bytes
     */
    public <T> Framing<T> framing(Framing<T> content) {
        int sum = Frames.sum(content.maxBytes(), width == 0 ? MAX_VARINT_BYTES : width);
        Decoder<T> decoder = (in, boundary) -> take(in, boundary, content);
        return new Framing<>(
                () -> decoder,
                (message, out) -> {
                    ByteArraySink bytes = new ByteArraySink();
                    content.encoder().encode(message, bytes);
                    Frames.requireAtMost(content.maxBytes(), bytes.size());
                    putLength(bytes.size(), out);
                    out.put(bytes.view(0, bytes.size()));
                },
                sum);
    }

    private <T> @Nullable T take(ByteBuffer in, Boundary boundary, Framing<T> content) {
        int lengthBytes = width == 0 ? varintBytes(in) : width;
        if (in.remaining() < lengthBytes) {
            return null;
        }
        int length = length(in, lengthBytes, content.maxBytes());
        int start = in.position() + lengthBytes;
        int available = in.limit() - start;
        if (available < length) {
            if (boundary == Boundary.FRAME || boundary == Boundary.END) {
                throw new ProtocolException(
                        Reason.TRUNCATED,
                        in.remaining(),
                        "the length announces " + length + " bytes, but only " + available + " follow it");
            }
            return null;
        }
        T message = content.decodeAfter(lengthBytes, in.slice(start, length));
        in.position(start + length);
        return message;
    }

    /** Reads a complete length, and returns how many bytes follow it. Throws if the length is invalid. */
    private int length(ByteBuffer in, int lengthBytes, int limit) {
        byte[] bytes = new byte[lengthBytes];
        in.get(in.position(), bytes);
        long value = width == 0 ? varint(bytes) : fixed(bytes, order);
        if (countsItself && Long.compareUnsigned(value, lengthBytes) < 0) {
            throw new ProtocolException(
                    Reason.MALFORMED,
                    0,
                    "the length is " + value + ", but it counts its own " + lengthBytes + " bytes");
        }
        int counted = countsItself ? lengthBytes : 0;
        if (Long.compareUnsigned(value - counted, limit) > 0) {
            throw new ProtocolException(Reason.TOO_LARGE, 0, tooLarge(bytes, value, (long) limit + counted));
        }
        return (int) value - counted;
    }

    private String tooLarge(byte[] bytes, long value, long limit) {
        String problem = "the length is " + Long.toUnsignedString(value) + " (bytes " + EscapedText.textOrHex(bytes)
                + "), more than the limit of " + limit;
        boolean big = order == ByteOrder.BIG_ENDIAN;
        long swapped = width == 0 ? value : fixed(bytes, big ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return Long.compareUnsigned(swapped, limit) > 0
                ? problem
                : problem + "; in the other byte order it is " + swapped;
    }

    private static long fixed(byte[] bytes, ByteOrder order) {
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value = value << Byte.SIZE | (bytes[order == ByteOrder.BIG_ENDIAN ? i : bytes.length - 1 - i] & 0xff);
        }
        return value;
    }

    private static long varint(byte[] bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << GROUP_BITS | (bytes[i] & GROUP);
        }
        return value;
    }

    /**
     * Returns the number of bytes of the varint; one more than the number of available bytes if the varint is
     * incomplete.
     */
    private static int varintBytes(ByteBuffer in) {
        for (int i = 0; i < in.remaining(); i++) {
            int group = in.get(in.position() + i);
            if (i == MAX_VARINT_BYTES - 1 && (group & ~1) != 0) {
                throw new ProtocolException(Reason.MALFORMED, i, "the length is a varint of more than 64 bits");
            }
            if (i > 0 && group == 0) {
                throw new ProtocolException(
                        Reason.MALFORMED, i, "the length is a varint of more bytes than its value needs");
            }
            if ((group & MORE_FOLLOW) == 0) {
                return i + 1;
            }
        }
        return in.remaining() + 1;
    }

    private void putLength(int content, ByteSink out) {
        long length = countsItself ? (long) content + width : content;
        if (width == 0) {
            long rest = length;
            while (rest > GROUP) {
                out.put((int) rest | MORE_FOLLOW);
                rest >>= GROUP_BITS;
            }
            out.put((int) rest);
            return;
        }
        if (width < Long.BYTES && length >> (width * Byte.SIZE) != 0) {
            throw new IllegalArgumentException("the length " + length + " does not fit " + width + " bytes");
        }
        for (int i = 0; i < width; i++) {
            int shift = (order == ByteOrder.BIG_ENDIAN ? width - 1 - i : i) * Byte.SIZE;
            out.put((int) (length >> shift));
        }
    }

    private void requireFixedWidth() {
        if (width == 0) {
            throw new IllegalStateException("a varint has no byte order, and does not count itself");
        }
    }
}
