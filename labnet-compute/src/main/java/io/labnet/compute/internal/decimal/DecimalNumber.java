// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An integer that is not negative, kept in decimal: it knows how many digits it has and gives any of them at once,
 * without a division and without a second copy. It takes half a byte of memory for each digit. Immutable.
 */
public final class DecimalNumber {
    /** The four digits of each limb, since an answer of millions of digits is written out for each who asked for it. */
    private static final int[] ASCII = ascii();

    private final short[] limbs;
    private final int digitCount;

    DecimalNumber(short[] limbs) {
        this.limbs = limbs;
        this.digitCount = limbs.length == 0 ? 1 : (limbs.length - 1) * Limbs.DIGITS + digitsOf(limbs[limbs.length - 1]);
    }

    /**
     * Converts a number. This takes the time of {@link BigInteger#toString()}: it is meant for small ones.
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
     * Tells how many decimal digits it has.
     *
     * @return at least 1: zero has one digit
     */
    public int digitCount() {
        return digitCount;
    }

    /**
     * Gives some digits in ASCII, as many as the buffer has room for.
     *
     * @param from the first digit to give, 0 for the highest, at most {@link #digitCount()}
     * @param out takes the digits; its position moves behind them
     * @return how many digits were given: 0 when the buffer is full, or {@code from} is the end
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
     * Writes the number out.
     *
     * @return all of its digits: a copy, for numbers that are not too long
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
