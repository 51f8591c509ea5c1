// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import io.labnet.core.codec.EscapedText;

/** Text from elsewhere, made fit for a terminal as everywhere in labnet: what would move the cursor is only shown. */
public final class Escaped {
    private Escaped() {}

    /**
     * Escapes text, as {@link EscapedText#of} does.
     *
     * @param text any text, possibly empty
     * @return the text with each character that is not fit for a terminal replaced by its number, such as {@code \x1b}
     */
    public static String of(String text) {
        return EscapedText.of(text);
    }

    /**
     * Escapes text of which the other side says how long it is.
     *
     * @param text any text, possibly empty
     * @param most how many characters of it are shown at most
     * @return the escaped beginning of the text, and how many characters are left out
     */
    public static String of(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return of(text);
        }
        String beginning = text.substring(0, text.offsetByCodePoints(0, most));
        return of(beginning) + "... (" + (length - most) + " more)";
    }
}
