// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/**
 * The number that a Fibonacci number or a factorial is asked of.
 *
 * @param n the number, not negative
 */
public record Numeral(int n) implements ComputeRequest {
    /**
     * Checks the number.
     *
     * @param n the number
     * @throws IllegalArgumentException if it is negative
     */
    public Numeral {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is negative");
        }
    }
}
