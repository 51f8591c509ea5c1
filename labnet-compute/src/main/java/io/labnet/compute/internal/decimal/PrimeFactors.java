// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The prime factors of a factorial, and their product (Schönhage's way): the primes whose exponent has bit i set make
 * a number P(i), and the factorial is P(0) · (P(1) · (P(2) · …)²)². Squares are cheaper than products, and there
 * are few of them.
 */
final class PrimeFactors {
    /** So many primes at a time are multiplied by {@link BigInteger}. */
    private static final int FEW = 64;

    private final int[] primes;
    private final int[] exponents;

    /** The zeros at the end, in whole limbs: they need not be multiplied. */
    private final int zeroLimbs;

    PrimeFactors(int n) {
        primes = primes(n);
        exponents = Arrays.stream(primes).map(prime -> exponent(prime, n)).toArray();
        int fives = Arrays.binarySearch(primes, 5);
        zeroLimbs = exponents[fives] / Limbs.DIGITS;
        exponents[fives] -= zeroLimbs * Limbs.DIGITS;
        exponents[0] -= zeroLimbs * Limbs.DIGITS;
    }

    short[] product() {
        int highest = Integer.SIZE - Integer.numberOfLeadingZeros(exponents[0]) - 1;
        short[] product = {1};
        for (int bit = highest; bit >= 0; bit--) {
            product = Multiplication.product(Multiplication.product(product, product), withBit(bit));
        }
        return Limbs.shifted(product, zeroLimbs);
    }

    /** The product of the primes whose exponent has a bit set. */
    private short[] withBit(int bit) {
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
        if (to - from <= FEW) {
            return Limbs.parse(bigProduct(factors, from, to).toString());
        }
        Interruption.check();
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
