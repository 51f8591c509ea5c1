// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.core.codec.EscapedText;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeColumn;
import io.labnet.grades.Mark;
import io.labnet.grades.StudentId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row of a file of grades or keys: its cells, their names, and its position. */
record GradeFileRow(String source, int line, GradeFileHeader header, List<String> cells) {
    static final String NAME = "Name";
    static final String ID_NUMBER = "ID Number";
    static final String KEY = "Key";

    /** The maximum length of a cell that messages quote: a longer cell may be a key in the wrong column. */
    private static final int MAX_SHOWN = Mark.MAX_LENGTH;

    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1," + (StudentId.LENGTH - 1) + "}");

    String cell(String column) {
        return cells.get(header.indexOf(column));
    }

    private StudentId studentId() throws GradeFileException {
        String cell = cell(ID_NUMBER);
        try {
            return new StudentId(cell);
        } catch (IllegalArgumentException malformed) {
            String cause = SHORT_NUMBER.matcher(cell).matches()
                    ? "; a spreadsheet drops leading zeros unless the cells are text"
                    : "";
            throw refused(ID_NUMBER, malformed.getMessage() + cause);
        }
    }

    /** Reads the student number and records its line. Refuses a number that an earlier row has. */
    StudentId uniqueStudentId(Map<StudentId, Integer> lines) throws GradeFileException {
        StudentId id = studentId();
        Integer earlier = lines.putIfAbsent(id, line);
        if (earlier != null) {
            throw fault(ID_NUMBER, id + " is already on line " + earlier);
        }
        return id;
    }

    FernetKey key() throws GradeFileException {
        try {
            return FernetKey.parse(cell(KEY));
        } catch (IllegalArgumentException malformed) {
            throw fault(KEY, Objects.requireNonNull(malformed.getMessage()));
        }
    }

    Mark mark(GradeColumn column) throws GradeFileException {
        try {
            return new Mark(cell(column.header()));
        } catch (IllegalArgumentException malformed) {
            throw refused(column.header(), malformed.getMessage());
        }
    }

    GradeFileException fault(String column, String problem) {
        return new GradeFileException(source, line, column, problem, null);
    }

    private GradeFileException refused(String column, @Nullable String why) {
        String cell = cell(column);
        String shown = cell.length() > MAX_SHOWN
                ? "a text of " + cell.length() + " characters"
                : "\"" + EscapedText.of(cell) + "\"";
        return fault(column, shown + " is refused: " + why);
    }
}
