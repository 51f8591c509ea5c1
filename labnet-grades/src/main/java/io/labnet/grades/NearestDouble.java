// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Exact division, rounded once: to the double nearest to the quotient, ties to the one whose last bit is zero, as IEEE
 * 754 rounds. Dividing two doubles, or rounding a decimal quotient, rounds twice and is sometimes off by one.
 */
final class NearestDouble {
    /** More digits than a double holds, so that the guess is the result or a neighbour of it. */
    private static final MathContext GUESS = new MathContext(40);

    /** What infinity stands for when distances are compared: the double that would follow the largest. */
    private static final BigDecimal AFTER_THE_LARGEST = BigDecimal.valueOf(2).pow(1024);

    private NearestDouble() {}

    /**
     * Divides.
     *
     * @param dividend any number; for zero the result is positive zero
     * @param divisor at least 1
     * @return the nearest double, infinite if that is where IEEE 754 rounds to
     */
    static double quotient(BigDecimal dividend, int divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("divisor " + divisor + " is less than 1");
        }
        BigDecimal magnitude = dividend.abs();
        BigDecimal count = BigDecimal.valueOf(divisor);
        double nearest = magnitude.divide(count, GUESS).doubleValue();
        double before = Double.NaN;
        while (nearest != before) {
            before = nearest;
            nearest = closer(magnitude, count, before, Math.nextUp(before));
            if (before > 0) {
                nearest = closer(magnitude, count, nearest, Math.nextDown(before));
            }
        }
        return dividend.signum() < 0 ? -nearest : nearest;
    }

    private static double closer(BigDecimal magnitude, BigDecimal count, double a, double b) {
        int order = distance(magnitude, count, a).compareTo(distance(magnitude, count, b));
        if (order == 0) {
            return (Double.doubleToLongBits(a) & 1) == 0 ? a : b;
        }
        return order < 0 ? a : b;
    }

    /** How far a double is from the quotient, times the divisor: exact, as the quotient itself may not be. */
    private static BigDecimal distance(BigDecimal magnitude, BigDecimal count, double candidate) {
        BigDecimal exact = Double.isInfinite(candidate) ? AFTER_THE_LARGEST : new BigDecimal(candidate);
        return magnitude.subtract(exact.multiply(count)).abs();
    }
}
