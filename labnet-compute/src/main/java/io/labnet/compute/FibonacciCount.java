// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/** The numbering of the Fibonacci numbers: from 1, as documented, or from 0. */
public enum FibonacciCount {
    /** The n-th of 0, 1, 1, 2, 3, 5, 8, as documented: the 7th is 8, and there is no 0th. */
    ONE_BASED(1),

    /** F(n) with F(0) = 0, as most programs count: F(7) is 13. */
    ZERO_BASED(0);

    private final int first;

    FibonacciCount(int first) {
        this.first = first;
    }

    /**
     * Returns the smallest n of a request.
     *
     * @return the smallest n
     */
    public int first() {
        return first;
    }

    /**
     * Returns the index of the n-th number.
     *
     * @param n the n of a request, at least {@link #first}
     * @return the index i of F(i), where F(0) = 0 and F(1) = 1
     * @throws IllegalArgumentException if n is smaller than {@link #first}
     */
    public int index(int n) {
        if (n < first) {
            throw new IllegalArgumentException("n " + n + " is less than " + first);
        }
        return n - first;
    }

    /**
     * Returns the name on the command line.
     *
     * @return {@code one-based} or {@code zero-based}
     */
    @Override
    public String toString() {
        return this == ONE_BASED ? "one-based" : "zero-based";
    }
}
