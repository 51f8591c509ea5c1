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
}
