// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.core.codec.EscapedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the columns, in the order of the file. Where a column of ours is missing, that of an export of Canvas
 * stands for it.
 */
final class GradeFileHeader {
    private static final Map<String, String> CANVAS_NAMES =
            Map.of(GradeFileRow.NAME, "Student", GradeFileRow.ID_NUMBER, "SIS User ID");

    /** What Canvas writes in rows below the header that tell about columns, not students. */
    private static final List<String> CANVAS_NOTES = List.of("Points Possible", "Manual Posting", "Muted");

    /** What no name of a column has. */
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[^\\p{L}\\p{N} \"]");

    private final List<String> names;

    GradeFileHeader(List<String> cells) {
        names = new ArrayList<>(cells.stream().map(CellText::columnName).toList());
        CANVAS_NAMES.forEach((ours, theirs) -> {
            if (!names.contains(ours)) {
                Collections.replaceAll(names, theirs, ours);
            }
        });
    }

    int size() {
        return names.size();
    }

    /** The place of a column, -1 if there is none. */
    int indexOf(String column) {
        return names.indexOf(column);
    }

    /** How many of these columns there are. */
    long count(List<String> columns) {
        return columns.stream().filter(names::contains).count();
    }

    /** What is wrong with a column, {@code null} if it is there once. */
    @Nullable
    String fault(String column) {
        int times = Collections.frequency(names, column);
        if (times > 1) {
            return "the header names it " + times + " times";
        }
        if (times == 1) {
            return null;
        }
        Matcher separator = OTHER_SEPARATOR.matcher(names.get(0));
        if (names.size() == 1 && separator.find()) {
            return "the header has one column: its cells are separated by '" + EscapedText.of(separator.group())
                    + "', save it with ','";
        }
        return column.equals(GradeFileRow.KEY)
                ? "the header has no such column: add one with a key for each student, as 'labnet fernet keygen' makes them"
                : "the header has no such column";
    }

    /** Whether a row only tells about columns, as Canvas has them below the header. */
    boolean isNote(List<String> cells) {
        int id = indexOf(GradeFileRow.ID_NUMBER);
        return id >= 0
                && id < cells.size()
                && cells.get(id).isEmpty()
                && cells.stream().anyMatch(CANVAS_NOTES::contains);
    }
}
