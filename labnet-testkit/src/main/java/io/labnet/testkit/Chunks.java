// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Functions that split bytes into pieces, as a network does. The pieces are new arrays; joined, they are the original
 * bytes.
 */
public final class Chunks {
    private Chunks() {}

    /**
     * Splits bytes into pieces of one size.
     *
     * @param bytes the bytes; not changed
     * @param size the size of each piece, at least 1; the last one may be shorter
     * @return the pieces in order, each non-empty; no pieces if there are no bytes
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static List<byte[]> ofSize(byte[] bytes, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + " is less than 1");
        }
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            pieces.add(Arrays.copyOfRange(bytes, from, from + Math.min(size, bytes.length - from)));
        }
        return pieces;
    }

    /**
     * Splits bytes at given points.
     *
     * @param bytes the bytes; not changed
     * @param points where to split: offsets from 0 to the number of bytes, in ascending order
     * @return the pieces in order, one more than there are points; a piece is empty if two points are equal, or if a
     *     point is the beginning or the end of the bytes
     * @throws IllegalArgumentException if a point lies outside the bytes or before its predecessor
     */
    public static List<byte[]> splitAt(byte[] bytes, int... points) {
        List<byte[]> pieces = new ArrayList<>(points.length + 1);
        int from = 0;
        for (int point : points) {
            if (point < from || point > bytes.length) {
                throw new IllegalArgumentException("point " + point + " is not within " + from + " to " + bytes.length);
            }
            pieces.add(Arrays.copyOfRange(bytes, from, point));
            from = point;
        }
        pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return pieces;
    }

    /**
     * Splits bytes into pieces of random sizes, sometimes many small pieces and sometimes a few large ones.
     *
     * @param bytes the bytes; not changed
     * @param random the source of randomness; the same seed produces the same pieces
     * @return the pieces in order, each non-empty; no pieces if there are no bytes
     */
    public static List<byte[]> random(byte[] bytes, RandomGenerator random) {
        int most = bytes.length == 0 ? 1 : 1 + random.nextInt(bytes.length);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int size = Math.min(1 + random.nextInt(most), bytes.length - from);
            pieces.add(Arrays.copyOfRange(bytes, from, from + size));
            from += size;
        }
        return pieces;
    }

    /**
     * Joins pieces.
     *
     * @param pieces the pieces in order, possibly none
     * @return their bytes, in a new array
     */
    public static byte[] join(List<byte[]> pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length = Math.addExact(length, piece.length);
        }
        byte[] bytes = new byte[length];
        int to = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, bytes, to, piece.length);
            to += piece.length;
        }
        return bytes;
    }
}
