// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.util.regex.Pattern;

/** Removes the invisible characters that spreadsheets and web pages put into cells. */
final class CellText {
    /** The number that Canvas writes after the name of an assignment. */
    private static final Pattern ASSIGNMENT_NUMBER = Pattern.compile(" \\([0-9]+\\)$");

    private CellText() {}

    /** Strips invisible characters from both ends: white space, no-break spaces, byte order marks, soft hyphens. */
    static String strip(String cell) {
        int start = 0;
        int end = cell.length();
        // Checks each UTF-16 char separately. Of the invisible characters, only the tag characters of plane 14 consist
        // of two chars, and no spreadsheet writes them.
        while (start < end && isInvisible(cell.charAt(start))) {
            start++;
        }
        while (start < end && isInvisible(cell.charAt(end - 1))) {
            end--;
        }
        return cell.substring(start, end);
    }

    /**
     * Returns a column name from a header cell: every kind of space becomes an ordinary space, and other invisible
     * characters are removed.
     */
    static String columnName(String cell) {
        StringBuilder name = new StringBuilder(cell.length());
        cell.chars().filter(c -> !isFormat(c)).map(c -> isSpace(c) ? ' ' : c).forEach(c -> name.append((char) c));
        return ASSIGNMENT_NUMBER.matcher(name.toString().strip()).replaceFirst("");
    }

    private static boolean isInvisible(int c) {
        return isSpace(c) || isFormat(c);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isFormat(int c) {
        return Character.getType(c) == Character.FORMAT;
    }
}
