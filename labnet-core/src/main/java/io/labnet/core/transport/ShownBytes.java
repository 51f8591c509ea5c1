// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes and text of a peer as a line of a log can have them. */
final class ShownBytes {
    private static final int MAX_CHARS = 300;

    private ShownBytes() {}

    /** Text in quotes if every byte is printable ASCII, and hex digits otherwise. */
    static String of(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b > '~') {
                return HexFormat.ofDelimiter(" ").formatHex(bytes);
            }
        }
        return "'" + new String(bytes, StandardCharsets.US_ASCII) + "'";
    }

    /** A line of bounded length, without what a terminal would obey. */
    static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(c -> {
            int type = Character.getType(c);
            boolean unfit = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            if (unfit) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MAX_CHARS
                ? shown.append("...").toString()
                : shown.toString();
    }
}
