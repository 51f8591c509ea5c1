// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The Internet checksum: the complement of the ones' complement sum of all 16-bit big-endian words (RFC 1071), as IP, TCP
 * and UDP have it. An odd last byte counts as if a zero followed it. The static methods take bytes that lie together; an
 * object takes them piece by piece, of any lengths. An object is used by one thread at a time.
 *
 * <p>A sum of 16 bits does not see everything. It stays the same when words change places, when 0000 becomes ffff in a
 * message that is not all zero, and when two words change by the same amount in opposite directions, as they do when a
 * bit that is set and the same bit of another word that is not are both flipped.
 */
public final class InternetChecksum {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle BUFFER_LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long INT_MASK = 0xffff_ffffL;
    private static final int WORD_MASK = 0xffff;

    private int sum;
    private boolean odd;

    /** Makes the checksum of no bytes yet. */
    public InternetChecksum() {}

    /**
     * Computes the checksum of an array.
     *
     * @param bytes the bytes, possibly none; not changed
     * @return the checksum, 0 to 65,535
     */
    public static int of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /**
     * Computes the checksum of a part of an array.
     *
     * @param bytes the array; not changed
     * @param offset where the part begins, from 0
     * @param length how many bytes it has, possibly none
     * @return the checksum, 0 to 65,535
     * @throws IndexOutOfBoundsException if the part does not lie within the array
     */
    public static int of(byte[] bytes, int offset, int length) {
        return ~sum(bytes, offset, length) & WORD_MASK;
    }

    /**
     * Computes the checksum of what remains in a buffer.
     *
     * @param bytes the buffer, of any kind and byte order; nothing is taken from it
     * @return the checksum, 0 to 65,535
     */
    public static int of(ByteBuffer bytes) {
        return of(bytes, bytes.position(), bytes.remaining());
    }

    /**
     * Computes the checksum of a part of a buffer.
     *
     * @param bytes the buffer, of any kind and byte order; its position does not matter and is not changed
     * @param offset where the part begins, from 0
     * @param length how many bytes it has, possibly none
     * @return the checksum, 0 to 65,535
     * @throws IndexOutOfBoundsException if the part does not lie before the limit of the buffer
     */
    public static int of(ByteBuffer bytes, int offset, int length) {
        return ~sum(bytes, offset, length) & WORD_MASK;
    }

    /**
     * Computes the checksum that a message has after one word of it was changed, from the one before (RFC 1624, equation
     * 3): what a router does that decrements a time to live. A checksum field that holds it stands outside of the words.
     * A word that stays the same leaves the checksum as it is.
     *
     * <p>The result is that of {@link #of(byte[])} over the changed message, unless the change has left nothing but zeros.
     * The checksum of zeros alone is ffff, but the checksum before does not tell them from words that sum to ffff, so the
     * result is then 0000, as the RFC has it for IP, whose headers are never all zero. Over zeros alone 0000 does not
     * verify: where a message may become all zero, compute its checksum anew.
     *
     * @param checksum the checksum before the change, 0 to 65,535
     * @param before the word before the change, 0 to 65,535
     * @param after the word after it, 0 to 65,535
     * @return the checksum after the change, 0 to 65,535
     * @throws IllegalArgumentException if one of them has more than 16 bits
     */
    public static int updated(int checksum, int before, int after) {
        requireWord("checksum", checksum);
        requireWord("before", before);
        requireWord("after", after);
        if (before == after) {
            // The equation would make 0000 of ffff, the checksum of zeros alone.
            return checksum;
        }
        return ~fold((long) (~checksum & WORD_MASK) + (~before & WORD_MASK) + after) & WORD_MASK;
    }

    /**
     * Takes the next bytes of a message from an array.
     *
     * @param bytes the array; not changed
     * @param offset where they begin, from 0
     * @param length how many they are: any number, odd or even, possibly none
     * @return this
     * @throws IndexOutOfBoundsException if they do not lie within the array
     */
    public InternetChecksum update(byte[] bytes, int offset, int length) {
        return add(sum(bytes, offset, length), length);
    }

    /**
     * Takes the next bytes of a message, all of an array.
     *
     * @param bytes the bytes, possibly none; not changed
     * @return this
     */
    public InternetChecksum update(byte[] bytes) {
        return update(bytes, 0, bytes.length);
    }

    /**
     * Takes the next bytes of a message from a buffer.
     *
     * @param bytes the buffer, of any kind and byte order; its position moves to its limit
     * @return this
     */
    public InternetChecksum update(ByteBuffer bytes) {
        int length = bytes.remaining();
        int added = sum(bytes, bytes.position(), length);
        bytes.position(bytes.limit());
        return add(added, length);
    }

    /**
     * Tells the checksum of the bytes taken so far. More may follow.
     *
     * @return the checksum, 0 to 65,535
     */
    public int value() {
        return ~sum & WORD_MASK;
    }

    /** Forgets all bytes, to begin another message. */
    public void reset() {
        sum = 0;
        odd = false;
    }

    /** A piece that begins at an odd offset has its bytes in the other halves of the words. */
    private InternetChecksum add(int added, int length) {
        sum = fold((long) sum + (odd ? swapped(added) : added));
        odd ^= (length & 1) != 0;
        return this;
    }

    /**
     * The sum, folded to 16 bits. It is taken of 32-bit words in the machine's byte order, which comes to the same (RFC
     * 1071, section 2) once it is folded and, on a little-endian machine, swapped. One plain loop that reads two such words
     * at a time is fast on Java 17, and is what newer compilers turn into vector instructions; four sums by hand gain a
     * tenth on the one and lose two thirds on the others.
     */
    private static int sum(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        long total = 0;
        int whole = offset + length - length % Long.BYTES;
        for (int i = offset; i < whole; i += Long.BYTES) {
            long words = (long) LONGS.get(bytes, i);
            total += (words & INT_MASK) + (words >>> Integer.SIZE);
        }
        int rest = 0;
        for (int i = 0; i < length % Long.BYTES; i++) {
            rest += inItsWord(bytes[whole + i], i);
        }
        return fold((long) bigEndian(total) + rest);
    }

    private static int sum(ByteBuffer bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.limit());
        if (bytes.hasArray()) {
            return sum(bytes.array(), bytes.arrayOffset() + offset, length);
        }
        long total = 0;
        int whole = offset + length - length % Long.BYTES;
        for (int i = offset; i < whole; i += Long.BYTES) {
            long words = (long) BUFFER_LONGS.get(bytes, i);
            total += (words & INT_MASK) + (words >>> Integer.SIZE);
        }
        int rest = 0;
        for (int i = 0; i < length % Long.BYTES; i++) {
            rest += inItsWord(bytes.get(whole + i), i);
        }
        return fold((long) bigEndian(total) + rest);
    }

    /** What a byte at an even or odd place adds to a sum of big-endian words. */
    private static int inItsWord(byte value, int place) {
        return (value & 0xff) << (place % 2 == 0 ? Byte.SIZE : 0);
    }

    private static int bigEndian(long total) {
        int folded = fold(total);
        return LITTLE_ENDIAN ? swapped(folded) : folded;
    }

    private static int swapped(int word) {
        return Short.reverseBytes((short) word) & WORD_MASK;
    }

    /** Adds the carries until none is left; they may carry again. */
    private static int fold(long total) {
        long folded = total;
        while (folded >>> 16 != 0) {
            folded = (folded & WORD_MASK) + (folded >>> 16);
        }
        return (int) folded;
    }

    private static void requireWord(String name, int value) {
        if (value < 0 || value > WORD_MASK) {
            throw new IllegalArgumentException(name + " " + value + " is not within 0 to 65535");
        }
    }
}
