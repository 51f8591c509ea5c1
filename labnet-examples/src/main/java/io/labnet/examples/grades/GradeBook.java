// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The students of a course with their marks, and the averages over all of them. Immutable and safe for use by many
 * threads at once; the averages are computed once.
 *
 * <p>A book is read from a CSV (RFC 4180, UTF-8 with or without a byte order mark, lines ended by LF or CRLF) with the
 * header {@code Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4}. The columns may stand
 * in any order, others are passed over. White space and other invisible characters around a cell are no part of it, and
 * rows of nothing but empty cells are none.
 *
 * <p>What spreadsheets save is read too: cells separated by semicolons or tabs, with or without a first line {@code
 * sep=;}, and files in UTF-16 with a byte order mark. In an export of Canvas {@code Student} stands for {@code Name} and
 * {@code SIS User ID} for {@code ID Number}, the numbers of assignments after their names count for nothing, and the row
 * {@code Points Possible} is passed over.
 *
 * <p>Every other row is a student and has a {@link StudentId} that no other row has, a Fernet key, and a {@link
 * Mark} in each column of marks; a name may be any text. There is at least one student.
 */
public final class GradeBook {
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(GradeFileRow.NAME, GradeFileRow.ID_NUMBER, GradeFileRow.KEY),
                    Stream.of(GradeColumn.values()).map(GradeColumn::header))
            .toList();

    private final Map<StudentId, Student> students;
    private final Map<StudentId, Fernet> fernets = new ConcurrentHashMap<>();
    private final Map<GradeColumn, String> columnAverages = new EnumMap<>(GradeColumn.class);
    private final Map<GradeCommand, String> commandAverages = new EnumMap<>(GradeCommand.class);

    /**
     * Makes a book.
     *
     * @param students the students, in the order in which they are listed; copied
     * @throws IllegalArgumentException if there is none, or two have the same number
     */
    public GradeBook(Collection<Student> students) {
        if (students.isEmpty()) {
            throw new IllegalArgumentException("a book without students has no averages");
        }
        this.students = new LinkedHashMap<>();
        for (Student student : students) {
            if (this.students.put(student.id(), student) != null) {
                throw new IllegalArgumentException("two students have the number " + student.id());
            }
        }
        for (GradeColumn column : GradeColumn.values()) {
            columnAverages.put(column, average(List.of(column)));
        }
        for (GradeCommand command : GradeCommand.values()) {
            if (!command.columns().isEmpty()) {
                commandAverages.put(command, average(command.columns()));
            }
        }
    }

    /**
     * Reads a book from a file.
     *
     * @param file a regular file of at most 4 MiB
     * @return the book
     * @throws GradeFileException if the file cannot be read, or is no such CSV as is described above
     */
    public static GradeBook read(Path file) throws GradeFileException {
        return of(GradeFileReader.read(file, COLUMNS));
    }

    /**
     * Reads a book from a text.
     *
     * @param csv the text, read to its end and left open
     * @param sourceName what exceptions call it
     * @return the book
     * @throws GradeFileException if the text cannot be read, or is no such CSV as is described above
     */
    public static GradeBook read(Reader csv, String sourceName) throws GradeFileException {
        return of(GradeFileReader.read(csv, sourceName, COLUMNS));
    }

    /**
     * Finds a student.
     *
     * @param id the student number
     * @return the student, {@code null} when nobody has that number
     */
    public @Nullable Student student(StudentId id) {
        return students.get(id);
    }

    /**
     * Gives what encrypts a student's replies. It is made when it is first asked for, and kept.
     *
     * @param id the student number
     * @return the Fernet of that student's key; always the same
     * @throws IllegalArgumentException if nobody has that number
     */
    public Fernet fernet(StudentId id) {
        Student student = student(id);
        if (student == null) {
            throw new IllegalArgumentException("nobody has the number " + id);
        }
        return fernets.computeIfAbsent(id, unused -> Fernet.of(student.key()));
    }

    /**
     * Lists the students.
     *
     * @return all of them, at least one, in the order of the file
     */
    public List<Student> students() {
        return List.copyOf(students.values());
    }

    /**
     * Tells the average of a column over all students: the double nearest to the exact one, printed as Python's {@code
     * repr} does, with the fewest digits that read back as that double.
     *
     * @param column the column
     * @return the average, such as {@code 10.45} or {@code 5.0}
     */
    public String average(GradeColumn column) {
        return Objects.requireNonNull(columnAverages.get(column), "average");
    }

    /**
     * Tells the average over all students and all columns of a command, as one figure, printed like that of a column.
     *
     * @param command the command
     * @return the average
     * @throws IllegalArgumentException if the command is {@link GradeCommand#GG}, which averages nothing
     */
    public String average(GradeCommand command) {
        String average = commandAverages.get(command);
        if (average == null) {
            throw new IllegalArgumentException(command + " averages nothing");
        }
        return average;
    }

    private String average(List<GradeColumn> columns) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Student student : students.values()) {
            for (GradeColumn column : columns) {
                sum = sum.add(student.mark(column).value());
            }
        }
        return PythonFloat.repr(NearestDouble.quotient(sum, Math.multiplyExact(students.size(), columns.size())));
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
