// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact division, rounded once to the nearest double, with ties to even as in IEEE 754. Dividing two doubles, or
 * rounding a decimal quotient, rounds twice, so the last digit is sometimes wrong.
 */
final class NearestDouble {
    /** Enough digits to decide the rounding: a double, or the midpoint between two doubles, has at most 767 digits. */
    private static final MathContext TRUNCATED = new MathContext(800, RoundingMode.DOWN);

    private NearestDouble() {}

    /**
     * Divides and rounds.
     *
     * @param dividend any number; for zero the result is positive zero
     * @param divisor at least 1
     * @return the nearest double, infinite where IEEE 754 rounds to infinity
     */
    static double quotient(BigDecimal dividend, int divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("divisor " + divisor + " is less than 1");
        }
        BigDecimal count = BigDecimal.valueOf(divisor);
        BigDecimal quotient = dividend.divide(count, TRUNCATED);
        int remainderSign = dividend.subtract(quotient.multiply(count)).signum();
        // One more digit replaces the truncated digits. It shows on which side of the middle between two doubles the
        // quotient lies.
        BigInteger digits = quotient.unscaledValue().multiply(BigInteger.TEN).add(BigInteger.valueOf(remainderSign));
        return new BigDecimal(digits, quotient.scale() + 1).doubleValue();
    }
}
