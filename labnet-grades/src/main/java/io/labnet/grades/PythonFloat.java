// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Formats a double like Python's {@code repr} (Python language reference, "float.__repr__"): with the fewest digits
 * that parse to the same double; among these, the decimal nearest to the exact value. {@link Double#toString(double)}
 * of JDK 17 sometimes prints more digits.
 */
final class PythonFloat {
    /** The number of digits that suffices for every double. */
    private static final int MAX_DIGITS = 17;

    private static final int MIN_PLAIN_EXPONENT = -4;
    private static final int MIN_LARGE_EXPONENT = 16;

    private PythonFloat() {}

    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = Math.copySign(1, value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        if (Double.isInfinite(magnitude)) {
            return sign + "inf";
        }
        return sign + (magnitude == 0 ? "0.0" : format(shortest(magnitude)));
    }

    /** Returns the shortest decimal that parses to a positive double. */
    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            // Just below a power of two, doubles lie closer together than above it. The nearest decimal may then lie
            // below the exact value and parse to another double, although the next decimal above parses to the given
            // double. Both decimals are tried.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal decimal = exact.round(new MathContext(digits, mode));
                if (decimal.doubleValue() == magnitude) {
                    return decimal;
                }
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String format(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int exponent = digits.length() - 1 - stripped.scale();
        if (exponent >= MIN_PLAIN_EXPONENT && exponent < MIN_LARGE_EXPONENT) {
            String plain = stripped.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + size;
    }
}
