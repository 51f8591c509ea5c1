// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.util.regex.Pattern;

/** Cells without the invisible characters that spreadsheets and web pages put into them. */
final class CellText {
    /** Canvas writes the number of an assignment after its name. */
    private static final Pattern ASSIGNMENT_NUMBER = Pattern.compile(" \\([0-9]+\\)$");

    private CellText() {}

    /** Strips what is invisible from both ends: white space, no-break spaces, byte order marks, soft hyphens. */
    static String strip(String cell) {
        int start = 0;
        int end = cell.length();
        // All of these are single chars but the tags of plane 14, which no spreadsheet writes.
        while (start < end && isInvisible(cell.charAt(start))) {
            start++;
        }
        while (start < end && isInvisible(cell.charAt(end - 1))) {
            end--;
        }
        return cell.substring(start, end);
    }

    /** Reads a cell of the header: every kind of space counts as a space, other invisible characters as nothing. */
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
