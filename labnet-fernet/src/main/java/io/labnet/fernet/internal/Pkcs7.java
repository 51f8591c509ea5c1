// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.Arrays;

/**
 * The padding of RFC 5652, section 6.3, for blocks of 16 bytes. It consists of 1 to 16 equal bytes, whose value is the
 * number of these bytes.
 */
public final class Pkcs7 {
    private static final int BLOCK_BYTES = TokenFormat.BLOCK_BYTES;

    private Pkcs7() {}

    public static int paddedLength(int length) {
        return length - length % BLOCK_BYTES + BLOCK_BYTES;
    }

    /** Writes the padding from {@code from}, the end of the data, to {@code to}. */
    public static void pad(byte[] bytes, int from, int to) {
        Arrays.fill(bytes, from, to, (byte) (to - from));
    }

    /**
     * Returns how many bytes precede the padding, or -1 if the padding is wrong. Always examines all bytes of the last
     * block, so that the time taken does not reveal where the padding is wrong.
     *
     * @param padded one or more whole blocks
     */
    public static int unpaddedLength(byte[] padded) {
        int padding = padded[padded.length - 1] & 0xff;
        int wrong = outside(padding);
        for (int i = 1; i <= BLOCK_BYTES; i++) {
            int value = padded[padded.length - i] & 0xff;
            int inPadding = ~((padding - i) >> 31);
            wrong |= inPadding & (value ^ padding);
        }
        return wrong == 0 ? padded.length - padding : -1;
    }

    /** Returns 0 for 1 to 16 and another value for all other numbers, without a branch. */
    private static int outside(int padding) {
        return (padding - 1) >> 31 | (BLOCK_BYTES - padding) >> 31;
    }
}
