// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

/** Text from elsewhere, made fit for a terminal: what would move the cursor or colour the screen is only shown. */
public final class Escaped {
    private static final int FIRST_BYTE = 0xdc80;
    private static final int LAST_BYTE = 0xdcff;

    private Escaped() {}

    /**
     * Escapes control characters, line separators and those that reverse the direction of text. Unpaired surrogates are
     * no text either: those from U+DC80 to U+DCFF stand for bytes that are not UTF-8 and are shown as these.
     *
     * @param text any text, possibly empty
     * @return the text with each of them replaced by its number, such as {@code \x1b}
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || (c >= FIRST_BYTE && c <= LAST_BYTE)) {
                shown.append(String.format("\\x%02x", c & 0xff));
            } else if (isUnfit(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnfit(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                // The separators of lines and paragraphs, and with them embeddings, overrides and their ends.
                || (c >= 0x2028 && c <= 0x202e)
                // Isolates and their end.
                || (c >= 0x2066 && c <= 0x2069);
    }
}
