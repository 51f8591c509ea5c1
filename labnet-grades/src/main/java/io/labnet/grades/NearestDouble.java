// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact division, rounded once: to the double nearest to the quotient, ties to the one whose last bit is zero, as IEEE
 * 754 rounds. Dividing two doubles, or rounding a decimal quotient, rounds twice and is sometimes off by one.
 */
final class NearestDouble {
    /** More digits than a double has, or what lies halfway between two: 767 are the most. */
    private static final MathContext TRUNCATED = new MathContext(800, RoundingMode.DOWN);

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
        BigDecimal count = BigDecimal.valueOf(divisor);
        BigDecimal quotient = dividend.divide(count, TRUNCATED);
        int cutOff = dividend.subtract(quotient.multiply(count)).signum();
        // One digit more stands for all that were cut off: it only tells on which side of a halfway point they lie.
        BigInteger digits = quotient.unscaledValue().multiply(BigInteger.TEN).add(BigInteger.valueOf(cutOff));
        return new BigDecimal(digits, quotient.scale() + 1).doubleValue();
    }
}
