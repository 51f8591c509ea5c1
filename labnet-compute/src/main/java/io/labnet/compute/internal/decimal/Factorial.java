// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.math.BigInteger;

/** The factorials: n! is the product of the numbers from 1 to n, and 0! = 1. */
public final class Factorial {
    /** The largest argument: the number has 65,657,060 digits. */
    public static final int MAX_ARGUMENT = 10_000_000;

    /** Below this {@link BigInteger} is faster, its conversion to decimal included. */
    private static final int CROSSOVER = 150;

    private Factorial() {}

    /**
     * Computes a factorial.
     *
     * @param n the argument, from 0 to {@link #MAX_ARGUMENT}
     * @return n!
     * @throws IllegalArgumentException if the argument is out of these bounds
     * @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile; it stays interrupted
     */
    public static DecimalNumber of(int n) {
        if (n < 0 || n > MAX_ARGUMENT) {
            throw new IllegalArgumentException("n " + n + " is not between 0 and " + MAX_ARGUMENT);
        }
        if (n < CROSSOVER) {
            BigInteger product = BigInteger.ONE;
            for (int i = 2; i <= n; i++) {
                product = product.multiply(BigInteger.valueOf(i));
            }
            return DecimalNumber.of(product);
        }
        return new DecimalNumber(new PrimeFactors(n).product());
    }
}
