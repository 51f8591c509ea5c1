// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A non-negative integer in decimal. Its digits are read without a division, and without a copy of the number. Each
 * digit takes half a byte of memory. Immutable.
 */
public final class DecimalNumber {
    /** The four ASCII digits of each limb; a table, since answers may have millions of digits. */
    private static final int[] ASCII = ascii();

    private final short[] limbs;
    private final int digitCount;

    DecimalNumber(short[] limbs) {
        this.limbs = limbs;
        this.digitCount = limbs.length == 0 ? 1 : (limbs.length - 1) * Limbs.DIGITS + digitsOf(limbs[limbs.length - 1]);
    }

    /**
     * Converts a number. Takes as long as {@link BigInteger#toString()}, so use it for small numbers.
     *
     * @param value the number
     * @return the same number
     * @throws IllegalArgumentException if it is negative
     */
    public static DecimalNumber of(BigInteger value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("the number " + value + " is negative");
        }
        return new DecimalNumber(Limbs.parse(value.toString()));
    }

    /**
     * Returns the number of decimal digits.
     *
     * @return at least 1: zero has one digit
     */
    public int digitCount() {
        return digitCount;
    }

    /**
     * Writes digits in ASCII to a buffer, as many as fit.
     *
     * @param from the first digit, 0 for the highest, at most {@link #digitCount()}
     * @param out receives the digits; its position advances past them
     * @return the number of digits written: 0 if the buffer is full, or there is no digit at {@code from}
     * @throws IndexOutOfBoundsException if {@code from} lies outside the number
     */
    public int read(int from, ByteBuffer out) {
        Objects.checkIndex(from, digitCount + 1);
        int count = Math.min(out.remaining(), digitCount - from);
        int end = from + count;
        int next = from;
        while (next < end && ((digitCount - next) % Limbs.DIGITS != 0 || end - next < Limbs.DIGITS)) {
            out.put(digit(next++));
        }
        ByteOrder order = out.order();
        out.order(ByteOrder.BIG_ENDIAN);
        for (; end - next >= Limbs.DIGITS; next += Limbs.DIGITS) {
            out.putInt(ASCII[limbs[(digitCount - next) / Limbs.DIGITS - 1]]);
        }
        out.order(order);
        while (next < end) {
            out.put(digit(next++));
        }
        return count;
    }

    /**
     * Returns all digits.
     *
     * @return a copy of all digits, for numbers that are not too long
     */
    @Override
    public String toString() {
        byte[] digits = new byte[digitCount];
        read(0, ByteBuffer.wrap(digits));
        return new String(digits, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecimalNumber number && Arrays.equals(limbs, number.limbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs);
    }

    private byte digit(int index) {
        int fromRight = digitCount - 1 - index;
        int limb = limbs.length == 0 ? 0 : limbs[fromRight / Limbs.DIGITS];
        return (byte) (ASCII[limb] >>> (fromRight % Limbs.DIGITS * Byte.SIZE));
    }

    private static int[] ascii() {
        int[] ascii = new int[Limbs.BASE];
        for (int limb = 0; limb < Limbs.BASE; limb++) {
            int digits = ((limb / 1000 * 256 + limb / 100 % 10) * 256 + limb / 10 % 10) * 256 + limb % 10;
            ascii[limb] = 0x30303030 + digits;
        }
        return ascii;
    }

    private static int digitsOf(int limb) {
        return limb < 10 ? 1 : limb < 100 ? 2 : limb < 1000 ? 3 : 4;
    }
}
