// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.util.Objects;

/**
 * A student number: seven ASCII digits, kept as text because leading zeros count.
 *
 * @param digits the digits, such as {@code 1803933}
 */
public record StudentId(String digits) {
    /** The number of digits of a student number. */
    public static final int LENGTH = 7;

    /**
     * Checks the digits.
     *
     * @param digits the digits
     * @throws IllegalArgumentException if there are not seven characters, each from 0 to 9
     */
    public StudentId {
        Objects.requireNonNull(digits, "digits");
        if (digits.length() != LENGTH || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a student number has " + LENGTH + " digits and nothing else");
        }
    }

    @Override
    public String toString() {
        return digits;
    }
}
