// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Text of a peer, made fit for a terminal, a log or a message: what would move the cursor, turn the direction of text or
 * look like nothing is shown by its number.
 */
public final class EscapedText {
    /**
     * Control and format characters, separators of lines and paragraphs, unpaired surrogates, and what Unicode calls
     * default ignorable (DerivedCoreProperties.txt), which takes no room: fillers of Hangul, variation selectors, tags.
     */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}"
            + "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f"
            + "\\uffa0\\ufff0-\\ufff8\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}]");

    private static final int FIRST_BYTE = 0xdc80;
    private static final int LAST_BYTE = 0xdcff;

    private EscapedText() {}

    /**
     * Escapes text. Unpaired surrogates from U+DC80 to U+DCFF stand for bytes that are not UTF-8 and are shown as these.
     *
     * @param text any text, possibly empty
     * @return the text with {@code \x1b} for a control character or a byte, {@code \}{@code u200b} for another character
     *     that is not fit, and {@code \}{@code U000e0041} for one beyond U+FFFF
     */
    public static String of(String text) {
        return UNFIT.matcher(text)
                .replaceAll(unfit -> "\\" + number(unfit.group().codePointAt(0)));
    }

    /**
     * Escapes text of which the other side says how long it is.
     *
     * @param text any text, possibly empty
     * @param most how many characters of it are shown at most, 0 or more
     * @return the escaped beginning of the text, and how many characters are left out
     */
    public static String of(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return of(text);
        }
        return of(text.substring(0, text.offsetByCodePoints(0, most))) + "... (" + (length - most) + " more)";
    }

    /**
     * Shows bytes that may be text or not.
     *
     * @param bytes the bytes from the position to the limit; not changed
     * @param most how many of them to show, 0 or more
     * @return the printable characters of ASCII as they are, each other byte as {@code \xc3}, in quotes; with three dots
     *     behind the quotes when there are more
     */
    public static String ofBytes(ByteBuffer bytes, int most) {
        byte[] shown = new byte[Math.min(most, bytes.remaining())];
        bytes.get(bytes.position(), shown);
        return '"' + ofBytes(shown) + '"' + (shown.length < bytes.remaining() ? "..." : "");
    }

    /**
     * Shows bytes that are mostly text.
     *
     * @param bytes any bytes
     * @return the printable characters of ASCII as they are, each other byte as {@code \xc3}
     */
    public static String ofBytes(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(isPrintable(b) ? Character.toString(b) : String.format("\\x%02x", b & 0xff));
        }
        return text.toString();
    }

    /**
     * Shows bytes of which nobody knows whether they are text.
     *
     * @param bytes any bytes
     * @return text in single quotes if every byte is a printable character of ASCII, and pairs of hex digits otherwise
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
