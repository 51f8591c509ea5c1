// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import java.math.BigInteger;

/**
 * Fibonacci numbers and factorials with {@link BigInteger}, by efficient methods: doubling, and a balanced product.
 */
final class BinaryNumbers {
    private static final int FEW = 16;

    private BinaryNumbers() {}

    static BigInteger fibonacci(int n) {
        BigInteger current = BigInteger.ZERO;
        BigInteger next = BigInteger.ONE;
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(n) - 1; bit >= 0; bit--) {
            BigInteger even = current.multiply(next.shiftLeft(1).subtract(current));
            BigInteger odd = current.multiply(current).add(next.multiply(next));
            boolean one = (n >> bit & 1) == 1;
            current = one ? odd : even;
            next = one ? even.add(odd) : odd;
        }
        return current;
    }

    static BigInteger factorial(int n) {
        return product(1, Math.max(1, n));
    }

    private static BigInteger product(int from, int to) {
        if (to - from < FEW) {
            BigInteger product = BigInteger.valueOf(from);
            for (int i = from + 1; i <= to; i++) {
                product = product.multiply(BigInteger.valueOf(i));
            }
            return product;
        }
        int middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle + 1, to));
    }
}
