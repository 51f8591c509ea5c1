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
 * The students of a course with their marks, and the averages over all of them. Immutable and safe for use by multiple
 * threads; the averages are computed once.
 *
 * <p>There is at least one student. Each has a unique {@link StudentId}, a Fernet key, a {@link Mark} in every column,
 * and a name, which may be any text.
 */
public final class GradeBook {
    private final Map<StudentId, Student> students;
    private final Map<StudentId, Fernet> fernets = new ConcurrentHashMap<>();
    private final Map<GradeColumn, String> columnAverages = new EnumMap<>(GradeColumn.class);
    private final Map<GradeCommand, String> commandAverages = new EnumMap<>(GradeCommand.class);

    /**
     * Creates a book.
     *
     * @param students the students, in the order in which {@link #students()} returns them; copied
     * @throws IllegalArgumentException if there are no students, or two have the same number
     */
    public GradeBook(Collection<Student> students) {
        if (students.isEmpty()) {
            throw new IllegalArgumentException("a book needs at least one student");
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
     * {@return the student with a number, or {@code null} if there is none}
     *
     * @param id the student number
     */
    public @Nullable Student student(StudentId id) {
        return students.get(id);
    }

    /**
     * {@return the Fernet that encrypts a student's replies; created at the first call and then reused}
     *
     * @param id the student number
     * @throws IllegalArgumentException if no student has that number
     */
    public Fernet fernet(StudentId id) {
        Student student = student(id);
        if (student == null) {
            throw new IllegalArgumentException("no student has the number " + id);
        }
        return fernets.computeIfAbsent(id, unused -> Fernet.of(student.key()));
    }

    /** {@return all students, at least one, in the order of the file} */
    public List<Student> students() {
        return List.copyOf(students.values());
    }

    /**
     * Returns the average of a column over all students: the double nearest to the exact average. It is formatted like
     * Python's {@code repr}, with the fewest digits that parse to the same double.
     *
     * @param column the column
     * @return the average, such as {@code 10.45} or {@code 5.0}
     */
    public String average(GradeColumn column) {
        return Objects.requireNonNull(columnAverages.get(column), "average");
    }

    /**
     * Returns the average over all students and all columns of a command, as one number, formatted like the average of
     * a column.
     *
     * @param command the command
     * @return the average
     * @throws IllegalArgumentException if the command is {@link GradeCommand#GG}, which has no average
     */
    public String average(GradeCommand command) {
        String average = commandAverages.get(command);
        if (average == null) {
            throw new IllegalArgumentException(command + " has no average");
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
