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
 * Reads a {@link GradeBook} from a CSV file (RFC 4180, UTF-8 with or without a byte order mark, lines ended by LF or
 * CRLF). The header is {@code Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4}, in any
 * order; other columns are ignored. White space and other invisible characters around a cell are removed, and empty
 * rows are ignored.
 *
 * <p>Files saved by spreadsheets are accepted too: cells separated by semicolons or tabs, with or without a first line
 * {@code sep=;}, and UTF-16 with a byte order mark. Exports from Canvas are accepted as well: {@code Student} is read
 * as {@code Name} and {@code SIS User ID} as {@code ID Number}, assignment numbers after column names are ignored, and
 * so is the row {@code Points Possible}.
 *
 * <p>Every other row is a student. A duplicate student number, an invalid key and an invalid mark are refused; the
 * message names the line.
 */
public final class GradeBookReader {
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(GradeFileRow.NAME, GradeFileRow.ID_NUMBER, GradeFileRow.KEY),
                    Stream.of(GradeColumn.values()).map(GradeColumn::header))
            .toList();

    private GradeBookReader() {}

    /**
     * {@return the book read from a file}
     *
     * @param file a regular file of at most 4 MiB
     * @throws GradeFileException if the file cannot be read, or is not a CSV file as described above
     */
    public static GradeBook read(Path file) throws GradeFileException {
        return of(GradeFileReader.read(file, COLUMNS));
    }

    /**
     * {@return the book read from a text}
     *
     * @param csv the text, read to its end and not closed
     * @param sourceName the name of the source in exception messages
     * @throws GradeFileException if the text cannot be read, or is not CSV as described above
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
