// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeColumn;
import io.labnet.grades.Mark;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a {@link GradeBook} from a CSV (RFC 4180, UTF-8 with or without a byte order mark, lines ended by LF or CRLF) with the
 * header {@code Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4}. The columns may stand
 * in any order, others are passed over. White space and other invisible characters around a cell are no part of it, and
 * rows of nothing but empty cells are none.
 *
 * <p>What spreadsheets save is read too: cells separated by semicolons or tabs, with or without a first line {@code
 * sep=;}, and files in UTF-16 with a byte order mark. In an export of Canvas {@code Student} stands for {@code Name} and
 * {@code SIS User ID} for {@code ID Number}, the numbers of assignments after their names count for nothing, and the row
 * {@code Points Possible} is passed over.
 *
 * <p>Every other row is a student. A number that stands twice, a key or a mark that is none are refused with their line.
 */
public final class GradeBookReader {
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(GradeFileRow.NAME, GradeFileRow.ID_NUMBER, GradeFileRow.KEY),
                    Stream.of(GradeColumn.values()).map(GradeColumn::header))
            .toList();

    private GradeBookReader() {}

    /**
     * {@return the book in a file}
     *
     * @param file a regular file of at most 4 MiB
     * @throws GradeFileException if the file cannot be read, or is no such CSV as is described above
     */
    public static GradeBook read(Path file) throws GradeFileException {
        return of(GradeFileReader.read(file, COLUMNS));
    }

    /**
     * {@return the book in a text}
     *
     * @param csv the text, read to its end and left open
     * @param sourceName what exceptions call it
     * @throws GradeFileException if the text cannot be read, or is no such CSV as is described above
     */
    public static GradeBook read(Reader csv, String sourceName) throws GradeFileException {
        return of(GradeFileReader.read(csv, sourceName, COLUMNS));
    }

    private static GradeBook of(List<GradeFileRow> rows) throws GradeFileException {
        Map<StudentId, Integer> lines = new HashMap<>();
        List<Student> students = new ArrayList<>();
        for (GradeFileRow row : rows) {
            StudentId id = row.uniqueStudentId(lines);
            FernetKey key = row.key();
            Map<GradeColumn, Mark> marks = new EnumMap<>(GradeColumn.class);
            for (GradeColumn column : GradeColumn.values()) {
                marks.put(column, row.mark(column));
            }
            students.add(new Student(id, row.cell(GradeFileRow.NAME), key, marks));
        }
        return new GradeBook(students);
    }
}
