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
 * The names of the columns, in the order of the file. If a column is missing, the corresponding column of a Canvas
 * export replaces it.
 */
final class GradeFileHeader {
    private static final Map<String, String> CANVAS_NAMES =
            Map.of(GradeFileRow.NAME, "Student", GradeFileRow.ID_NUMBER, "SIS User ID");

    /** The labels of the rows below the header in which Canvas describes columns instead of students. */
    private static final List<String> CANVAS_NOTES = List.of("Points Possible", "Manual Posting", "Muted");

    /**
     * A character that no column name contains. In a header without an accepted separator, it is probably the
     * separator.
     */
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

    /** Returns the index of a column, or -1 if there is none. */
    int indexOf(String column) {
        return names.indexOf(column);
    }

    /** Returns how many of the given columns exist. */
    long count(List<String> columns) {
        return columns.stream().filter(names::contains).count();
    }

    /** Returns what is wrong with a column, or {@code null} if it exists exactly once. */
    @Nullable
    String fault(String column) {
        int times = Collections.frequency(names, column);
        if (times > 1) {
            return "the header contains this column " + times + " times";
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

    /** Returns whether a row describes columns, like those of Canvas below the header. */
    boolean isNote(List<String> cells) {
        int id = indexOf(GradeFileRow.ID_NUMBER);
        return id >= 0
                && id < cells.size()
                && cells.get(id).isEmpty()
                && cells.stream().anyMatch(CANVAS_NOTES::contains);
    }
}
