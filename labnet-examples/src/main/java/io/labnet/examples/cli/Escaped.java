// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

/** Text from elsewhere, made fit for a terminal: what would move the cursor or colour the screen is only shown. */
public final class Escaped {
    private Escaped() {}

    /**
     * Escapes control characters.
     *
     * @param text any text, possibly empty
     * @return the text with each control character replaced by its number, such as {@code \x1b}
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
