// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The factorials: n! is the product of the numbers from 1 to n, and 0! = 1. Large ones are computed from their prime
 * factors (Schönhage's method): the primes whose exponent has bit i set make a number P(i), and the factorial is P(0) ·
 * (P(1) · (P(2) · …)²)². Squares are cheaper than products, and only a few squares are needed.
 */
public final class Factorial {
    /** The largest argument: its factorial has 65,657,060 digits. */
    public static final int MAX_ARGUMENT = 10_000_000;

    /** For arguments below this one, {@link BigInteger} is faster, even with its conversion to decimal. */
    private static final int CROSSOVER = 150;

    /** The number of primes that {@link BigInteger} multiplies at a time. */
    private static final int BATCH = 64;

    private Factorial() {}

    /**
     * Computes a factorial.
     *
     * @param n the argument, from 0 to {@link #MAX_ARGUMENT}
     * @return n!
     * @throws IllegalArgumentException if the argument is out of these bounds
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt status stays set
     */
    public static DecimalNumber of(int n) {
        if (n < 0 || n > MAX_ARGUMENT) {
            throw new IllegalArgumentException("n " + n + " is not between 0 and " + MAX_ARGUMENT);
        }
        if (n < CROSSOVER) {
            return DecimalNumber.of(bigProduct(IntStream.rangeClosed(1, n).toArray(), 0, n));
        }
        int[] primes = primes(n);
        int[] exponents = Arrays.stream(primes).map(prime -> exponent(prime, n)).toArray();
        // Trailing zeros that fill whole limbs are added by a shift instead of a multiplication.
        int fives = Arrays.binarySearch(primes, 5);
        int zeroLimbs = exponents[fives] / Limbs.DIGITS;
        exponents[fives] -= zeroLimbs * Limbs.DIGITS;
        exponents[0] -= zeroLimbs * Limbs.DIGITS;
        return new DecimalNumber(Limbs.shifted(product(primes, exponents), zeroLimbs));
    }

    private static short[] product(int[] primes, int[] exponents) {
        short[] product = {1};
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(exponents[0]) - 1; bit >= 0; bit--) {
            product = Multiplication.product(Multiplication.product(product, product), withBit(primes, exponents, bit));
        }
        return product;
    }

    /** The product of the primes whose exponent has the given bit set. */
    private static short[] withBit(int[] primes, int[] exponents, int bit) {
        int[] chosen = new int[primes.length];
        int count = 0;
        for (int i = 0; i < primes.length; i++) {
            if ((exponents[i] >> bit & 1) == 1) {
                chosen[count++] = primes[i];
            }
        }
        return product(chosen, 0, count);
    }

    private static short[] product(int[] factors, int from, int to) {
        if (to - from <= BATCH) {
            return Limbs.parse(bigProduct(factors, from, to).toString());
        }
        int middle = (from + to) >>> 1;
        return Multiplication.product(product(factors, from, middle), product(factors, middle, to));
    }

    private static BigInteger bigProduct(int[] factors, int from, int to) {
        BigInteger product = BigInteger.ONE;
        for (int i = from; i < to; i++) {
            product = product.multiply(BigInteger.valueOf(factors[i]));
        }
        return product;
    }

    /** How often a prime divides n! (Legendre). */
    private static int exponent(int prime, int n) {
        int exponent = 0;
        for (int rest = n / prime; rest > 0; rest /= prime) {
            exponent += rest;
        }
        return exponent;
    }

    /** The sieve of Eratosthenes. */
    private static int[] primes(int n) {
        BitSet composite = new BitSet(n + 1);
        for (int p = 2; (long) p * p <= n; p = composite.nextClearBit(p + 1)) {
            for (int multiple = p * p; multiple <= n; multiple += p) {
                composite.set(multiple);
            }
        }
        composite.set(0, 2);
        composite.flip(0, n + 1);
        return composite.stream().toArray();
    }
}
