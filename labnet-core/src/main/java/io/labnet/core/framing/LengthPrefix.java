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
 * Framings of messages that a length lies before. It is an unsigned number of 1 to 8 bytes, or a varint. It is immutable.
 *
 * <p>A length beyond the limit is refused as soon as it is there, and what it announces is not allocated before all of it
 * has come.
 */
public final class LengthPrefix {
    /** So many groups of seven bits hold 64. */
    private static final int MAX_VARINT_BYTES = 10;

    private static final int GROUP_BITS = 7;
    private static final int GROUP = 0x7f;
    private static final int MORE_FOLLOW = 0x80;

    /** How many bytes the length has, 0 for a varint. */
    private final int width;

    private final ByteOrder order;
    private final boolean countsItself;

    private LengthPrefix(int width, ByteOrder order, boolean countsItself) {
        this.width = width;
        this.order = order;
        this.countsItself = countsItself;
    }

    /**
     * Makes a length of a fixed number of bytes, big-endian, which counts what follows it.
     *
     * @param width how many bytes it has, 1 to 8
     * @return the length
     * @throws IllegalArgumentException if the width is another
     */
    public static LengthPrefix ofBytes(int width) {
        if (width < 1 || width > Long.BYTES) {
            throw new IllegalArgumentException("a length of " + width + " bytes is not of 1 to 8");
        }
        return new LengthPrefix(width, ByteOrder.BIG_ENDIAN, false);
    }

    /**
     * Makes a length that is a base 128 varint, as in Protocol Buffers: seven bits a byte, the lowest first, and the highest
     * bit of each byte but the last set. One with more bytes than its value needs is refused, as is one of more than 64
     * bits.
     *
     * @return the length
     */
    public static LengthPrefix varint() {
        return new LengthPrefix(0, ByteOrder.LITTLE_ENDIAN, false);
    }

    /**
     * Makes the same length with the lowest byte first.
     *
     * @return a length that differs in that only
     * @throws IllegalStateException if this is a varint
     */
    public LengthPrefix littleEndian() {
        requireFixedWidth();
        return new LengthPrefix(width, ByteOrder.LITTLE_ENDIAN, countsItself);
    }

    /**
     * Makes the same length, which also counts its own bytes. One that is less than these is refused.
     *
     * @return a length that differs in that only
     * @throws IllegalStateException if this is a varint
     */
    public LengthPrefix countingItself() {
        requireFixedWidth();
        return new LengthPrefix(width, order, true);
    }

    /**
     * Makes a framing of bytes behind such a length.
     *
     * @param maxBytes how many bytes may follow the length, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative, or with the longest length more than
     *     {@link Integer#MAX_VALUE}
     */
    public Framing<byte[]> framing(int maxBytes) {
        return framing(Frames.datagram(maxBytes));
    }

    /**
     * Makes a framing of messages of another framing, each behind such a length, which parts one from the next. The message
     * must fill all the bytes that the length announces.
     *
     * @param content how what follows the length is read; it is told that its bytes are a whole frame
     * @param <T> the type of the messages
     * @return the framing
     * @throws IllegalArgumentException if the largest message and the longest length together have more than
     *     {@link Integer#MAX_VALUE} bytes
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
        int own = width == 0 ? varintBytes(in) : width;
        if (in.remaining() < own) {
            return null;
        }
        int length = length(in, own, content.maxBytes());
        int start = in.position() + own;
        int there = in.limit() - start;
        if (there < length) {
            if (boundary == Boundary.FRAME || boundary == Boundary.END) {
                throw new ProtocolException(
                        Reason.TRUNCATED,
                        in.remaining(),
                        "the length announces " + length + " bytes, but only " + there + " follow it");
            }
            return null;
        }
        T message = content.decodeBehind(own, in.slice(start, length));
        in.position(start + length);
        return message;
    }

    /** Reads how many bytes follow the length, which is there, or refuses it. */
    private int length(ByteBuffer in, int own, int limit) {
        byte[] bytes = new byte[own];
        in.get(in.position(), bytes);
        long said = width == 0 ? varint(bytes) : fixed(bytes, order);
        if (countsItself && Long.compareUnsigned(said, own) < 0) {
            throw new ProtocolException(
                    Reason.MALFORMED, 0, "the length is " + said + ", but it counts its own " + own + " bytes");
        }
        int counted = countsItself ? own : 0;
        if (Long.compareUnsigned(said - counted, limit) > 0) {
            throw new ProtocolException(Reason.TOO_LARGE, 0, tooLarge(bytes, said, (long) limit + counted));
        }
        return (int) said - counted;
    }

    private String tooLarge(byte[] bytes, long said, long limit) {
        String problem = "the length is " + Long.toUnsignedString(said) + " (bytes " + EscapedText.textOrHex(bytes)
                + "), more than the limit of " + limit;
        boolean big = order == ByteOrder.BIG_ENDIAN;
        long swapped = width == 0 ? said : fixed(bytes, big ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
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

    /** How many bytes the varint has, one more than there are if its last one is not there. */
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
            throw new IllegalArgumentException(length + " is more than a length of " + width + " bytes can tell");
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
