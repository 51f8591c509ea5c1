// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A mark, which prints as it stands in the file and counts with its exact value. It is written in plain decimal
 * notation: ASCII digits, with a minus sign before them or a point between them if need be, such as {@code 4}, {@code
 * 4.50} or {@code -1}. An exponent, a plus sign, a comma, {@code NaN} and {@code Infinity} are no part of a mark.
 *
 * @param text the mark as it stands in the file, at most {@value #MAX_LENGTH} characters
 */
public record Mark(String text) {
    /**
     * How long a mark may be, in characters. It is ours, not the protocol's: it keeps the longest reply within 1024
     * bytes, as much as student programs ask {@code recv} for.
     */
    public static final int MAX_LENGTH = 32;

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");

    /**
     * Checks the notation.
     *
     * @param text the mark
     * @throws IllegalArgumentException if it is blank, too long or not in plain decimal notation
     */
    public Mark {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a mark is missing");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a mark has at most " + MAX_LENGTH + " characters");
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            throw new IllegalArgumentException("a mark has a decimal point: write " + text.replace(',', '.'));
        }
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("a mark is a plain decimal number, such as 4 or 4.5");
        }
    }

    /** {@return the exact value, which counts in an average} */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
