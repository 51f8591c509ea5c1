// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.Fernet;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The students of a course with their marks, and the averages over all of them. Immutable and safe for use by many
 * threads at once; the averages are computed once.
 *
 * <p>Every student has a {@link StudentId} that no other has, a Fernet key, and a {@link Mark} in each column of marks; a
 * name may be any text. There is at least one student.
 */
public final class GradeBook {
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
     * {@return the student with a number, {@code null} when nobody has it}
     *
     * @param id the student number
     */
    public @Nullable Student student(StudentId id) {
        return students.get(id);
    }

    /**
     * {@return what encrypts a student's replies, always the same: it is made when it is first asked for, and kept}
     *
     * @param id the student number
     * @throws IllegalArgumentException if nobody has that number
     */
    public Fernet fernet(StudentId id) {
        Student student = student(id);
        if (student == null) {
            throw new IllegalArgumentException("nobody has the number " + id);
        }
        return fernets.computeIfAbsent(id, unused -> Fernet.of(student.key()));
    }

    /** {@return all students, at least one, in the order of the file} */
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
}
