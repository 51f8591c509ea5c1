// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Escapes text from a peer, to show it in a terminal, a log or a message: characters that move the cursor, change the
 * text direction or are invisible become escape sequences.
 */
public final class EscapedText {
    /**
     * Control and format characters, line and paragraph separators, unpaired surrogates, and Unicode's default
     * ignorable characters (DerivedCoreProperties.txt). Default ignorable characters, such as Hangul fillers, variation
     * selectors and tags, are invisible.
     */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}"
            + "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f"
            + "\\uffa0\\ufff0-\\ufff8\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}]");

    private static final int FIRST_BYTE = 0xdc80;
    private static final int LAST_BYTE = 0xdcff;

    private EscapedText() {}

    /**
     * Escapes text. An unpaired surrogate from U+DC80 to U+DCFF stands for a byte from 80 to ff that was not valid
     * UTF-8. Such a surrogate is escaped as that byte.
     *
     * @param text any text, possibly empty
     * @return the text, in which a control character, or a surrogate that stands for a byte, is written like
     *     {@code \x1b}. Another unsafe character is written like {@code \}{@code u200b} or, beyond U+FFFF, like
     *     {@code \}{@code U000e0041}
     */
    public static String of(String text) {
        return UNSAFE.matcher(text)
                .replaceAll(unfit -> "\\" + number(unfit.group().codePointAt(0)));
    }

    /**
     * Escapes text and truncates it if it is long.
     *
     * @param text any text, possibly empty
     * @param most the largest number of characters to show, 0 or more
     * @return the escaped beginning of the text, and the number of omitted characters if there are any
     */
    public static String of(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return of(text);
        }
        return of(text.substring(0, text.offsetByCodePoints(0, most))) + "... (" + (length - most) + " more)";
    }

    /**
     * Escapes and quotes bytes that may be text, and omits the last of them if they are many.
     *
     * @param bytes the bytes from the position to the limit; not changed
     * @param most the largest number of bytes to show, 0 or more
     * @return the text in quotes: printable ASCII characters are unchanged, any other byte is written like
     *     {@code \xc3}; three dots follow if bytes are omitted
     */
    public static String ofBytes(ByteBuffer bytes, int most) {
        byte[] shown = new byte[Math.min(most, bytes.remaining())];
        bytes.get(bytes.position(), shown);
        return '"' + ofBytes(shown) + '"' + (shown.length < bytes.remaining() ? "..." : "");
    }

    /**
     * Escapes bytes that are mostly text.
     *
     * @param bytes any bytes
     * @return the text: printable ASCII characters are unchanged, any other byte is written like {@code \xc3}
     */
    public static String ofBytes(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(isPrintable(b) ? Character.toString(b) : String.format("\\x%02x", b & 0xff));
        }
        return text.toString();
    }

    /**
     * Formats bytes as text if possible, otherwise in hex.
     *
     * @param bytes any bytes
     * @return text in single quotes if every byte is a printable ASCII character, otherwise pairs of hex digits
     */
    public static String textOrHex(byte[] bytes) {
        for (byte b : bytes) {
            if (!isPrintable(b)) {
                return HexFormat.ofDelimiter(" ").formatHex(bytes);
            }
        }
        return "'" + new String(bytes, StandardCharsets.US_ASCII) + "'";
    }

    private static boolean isPrintable(byte b) {
        return b >= ' ' && b <= '~';
    }

    private static String number(int c) {
        if (Character.isISOControl(c) || (c >= FIRST_BYTE && c <= LAST_BYTE)) {
            return String.format("\\x%02x", c & 0xff);
        }
        return String.format(Character.isBmpCodePoint(c) ? "\\u%04x" : "\\U%08x", c);
    }
}
