// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;

/** The Fibonacci numbers: F(0) = 0, F(1) = 1, and each further number is the sum of the two numbers before it. */
public final class Fibonacci {
    /** The largest index: the Fibonacci number with this index has 20,898,764 digits. */
    public static final int MAX_ARGUMENT = 100_000_000;

    /**
     * Up to this index, {@link BigInteger} is as fast as decimal computation, even including its conversion to decimal.
     * Larger numbers are computed from a number in this range.
     */
    private static final int CROSSOVER = 500;

    private static final short[] TWO = {2};

    private Fibonacci() {}

    /**
     * Computes a Fibonacci number.
     *
     * @param n its index, from 0 to {@link #MAX_ARGUMENT}
     * @return F(n)
     * @throws IllegalArgumentException if the index is out of these bounds
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt status stays set
     */
    public static DecimalNumber of(int n) {
        if (n < 0 || n > MAX_ARGUMENT) {
            throw new IllegalArgumentException("n " + n + " is not between 0 and " + MAX_ARGUMENT);
        }
        int bits = 0;
        while (n >> bits > CROSSOVER) {
            bits++;
        }
        BigInteger[] start = pair(n >> bits);
        if (bits == 0) {
            return DecimalNumber.of(start[1]);
        }
        short[] before = Limbs.parse(start[0].toString());
        short[] current = Limbs.parse(start[1].toString());
        for (int bit = bits - 1; bit > 0; bit--) {
            boolean minus = (n >> (bit + 1) & 1) == 1;
            short[] squareBefore = Multiplication.product(before, before);
            short[] square = Multiplication.product(current, current);
            short[] upper = upper(square, squareBefore, minus);
            short[] lower = Limbs.sum(square, squareBefore);
            short[] middle = Limbs.difference(upper, lower);
            boolean odd = (n >> bit & 1) == 1;
            before = odd ? middle : lower;
            current = odd ? upper : middle;
        }
        return new DecimalNumber(last(n, before, current));
    }

    /** F(2k+1) = 4F(k)² − F(k−1)² + 2(−1)^k. The caller needs both squares anyway: F(2k−1) is their sum. */
    private static short[] upper(short[] square, short[] squareBefore, boolean minus) {
        short[] twice = Limbs.sum(square, square);
        short[] four = Limbs.sum(twice, twice);
        return minus
                ? Limbs.difference(four, Limbs.sum(squareBefore, TWO))
                : Limbs.difference(Limbs.sum(four, TWO), squareBefore);
    }

    /** F(2k) = F(k)(F(k) + 2F(k−1)); F(2k+1) = (2F(k) + F(k−1))(2F(k) − F(k−1)) + 2(−1)^k. */
    private static short[] last(int n, short[] before, short[] current) {
        if ((n & 1) == 0) {
            return Multiplication.product(current, Limbs.sum(current, Limbs.sum(before, before)));
        }
        short[] twice = Limbs.sum(current, current);
        short[] product = Multiplication.product(Limbs.sum(twice, before), Limbs.difference(twice, before));
        return (n & 2) == 0 ? Limbs.sum(product, TWO) : Limbs.difference(product, TWO);
    }

    /** Computes F(k − 1) and F(k), where F(−1) = 1. */
    private static BigInteger[] pair(int k) {
        BigInteger before = BigInteger.ONE;
        BigInteger current = BigInteger.ZERO;
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(k) - 1; bit >= 0; bit--) {
            BigInteger lower = current.multiply(current).add(before.multiply(before));
            BigInteger middle = current.multiply(before.shiftLeft(1).add(current));
            boolean odd = (k >> bit & 1) == 1;
            before = odd ? middle : lower;
            current = odd ? middle.add(lower) : middle;
        }
        return new BigInteger[] {before, current};
    }
}
