// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A mark, printed as written in the file and averaged with its exact value. It is in plain decimal notation: ASCII
 * digits, optionally with a minus sign and a decimal point, such as {@code 4}, {@code 4.50} or {@code -1}. Exponents,
 * plus signs, commas, {@code NaN} and {@code Infinity} are refused.
 *
 * @param text the mark as written in the file, at most {@value #MAX_LENGTH} characters
 */
public record Mark(String text) {
    /**
     * The maximum length of a mark in characters. The protocol has no limit; this one keeps every reply within 1024
     * bytes, the buffer size that student programs pass to {@code recv}.
     */
    public static final int MAX_LENGTH = 32;

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");

    /**
     * Checks the notation.
     *
     * @param text the mark
     * @throws IllegalArgumentException if the text is blank, too long or not in plain decimal notation
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
            throw new IllegalArgumentException("a mark uses a decimal point: write " + text.replace(',', '.'));
        }
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("a mark is a plain decimal number, such as 4 or 4.5");
        }
    }

    /** {@return the exact value, for averages} */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
