// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes wrong lengths among the matches of {@link CrdsMistake}. Methods return the likely cause, or {@code null}
 * if it is not near certain.
 */
final class LengthMistake {
    private static final Pattern ADDRESS = Pattern.compile(CrdsMistake.QUAD);

    /**
     * Printable text in UTF-8, whose last character may be cut off. Each byte is one character of the matched string.
     */
    private static final Pattern TEXT =
            Pattern.compile("(?:[ -~]|[\\xc2-\\xdf][\\x80-\\xbf]|[\\xe0-\\xef][\\x80-\\xbf]{2}"
                    + "|[\\xf0-\\xf4][\\x80-\\xbf]{3})*+(?:[\\xc2-\\xf4][\\x80-\\xbf]{0,2})?");

    private LengthMistake() {}

    /**
     * Returns {@code cause} if the length byte is followed by exactly as many characters as it states; otherwise
     * {@code null}.
     */
    static @Nullable String counted(MatchResult found, String cause) {
        return found.group(1).charAt(0) == found.group(2).length() ? cause : null;
    }

    /** Recognizes a length of several bytes, whose lowest byte was taken for the length of a field. */
    static String littleEndian(MatchResult found) {
        return "a little-endian length of " + (found.group(1).length() + 1) + " bytes" + CrdsMistake.ONE_BYTE;
    }

    /**
     * Recognizes a length that was sent as digits: after that many characters, the text ends or the next length begins.
     */
    static @Nullable String digits(MatchResult found) {
        String text = found.group();
        for (int digits = 1; digits <= 3 && digits < text.length(); digits++) {
            String length = text.substring(0, digits);
            if (!length.chars().allMatch(Character::isDigit)) {
                return null;
            }
            int end = digits + Integer.parseInt(length);
            if (end > digits && end <= text.length() && endsOrDigit(text, end)) {
                return "the length as the text \"" + length + "\" instead of one byte";
            }
        }
        return null;
    }

    private static boolean endsOrDigit(String text, int index) {
        return index == text.length() || Character.isDigit(text.charAt(index));
    }

    /**
     * Recognizes a field without its length byte: its first character was taken for a length, but the text is much
     * shorter than that length.
     */
    static @Nullable String leftOut(MatchResult found) {
        String text = found.group();
        return 2 * (text.length() - 1) <= text.charAt(0)
                ? "the length byte was left out: '" + text.charAt(0) + "' was taken for it"
                : null;
    }

    /** Recognizes a makeroom that would be correct if its lengths were in characters. */
    static @Nullable String characters(MatchResult found) {
        String command = new String(found.group().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int[] characters = command.codePoints().toArray();
        int end = 1;
        String field = "";
        String address = "";
        for (int i = 0; i < 3; i++) {
            int length = end < characters.length ? characters[end] : Integer.MAX_VALUE;
            if (length > characters.length - end - 1) {
                return null;
            }
            address = field;
            field = new String(characters, end + 1, length);
            end += 1 + length;
        }
        return ADDRESS.matcher(address).matches() && end < found.end() ? CrdsMistake.CHARACTERS : null;
    }

    /** Recognizes the length of a listing in another form: the other byte order, or fewer bytes. */
    static @Nullable String ofListing(MatchResult found) {
        String head = found.group();
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        long swapped = Long.reverseBytes(bytes.getLong(0));
        if (isLength(swapped)) {
            return "in the other byte order it is " + swapped + ": use struct '!Q'";
        }
        if (isText(head.substring(Short.BYTES)) && head.indexOf(0) >= 0) {
            return "a length of 2 bytes: it has 8";
        }
        int four = bytes.getInt(0);
        boolean text = isText(head.substring(Integer.BYTES));
        if (text && isLength(four)) {
            return "the first 4 bytes alone are " + four + ": the length has 8 bytes";
        }
        if (text && isLength(Integer.reverseBytes(four))) {
            return "the first 4 bytes alone are " + Integer.reverseBytes(four)
                    + " in the other byte order: use struct '!Q'";
        }
        return isText(head.substring(1)) && head.charAt(0) < ' ' ? "a length of 1 byte: it has 8" : null;
    }

    private static boolean isLength(long value) {
        return value > 0 && value <= CrdsProtocol.MAX_LISTING_BYTES;
    }

    private static boolean isText(String bytes) {
        return TEXT.matcher(bytes).matches();
    }
}
