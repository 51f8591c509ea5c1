// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.FernetKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A student: one row of the grade file.
 *
 * @param id the student number
 * @param name the name as written in the file; any text
 * @param key the key that encrypts this student's replies; never printed
 * @param marks the mark in each column; copied
 */
public record Student(StudentId id, String name, FernetKey key, Map<GradeColumn, Mark> marks) {
    /**
     * Checks that no mark is missing.
     *
     * @param id the student number
     * @param name the name
     * @param key the key that encrypts this student's replies
     * @param marks the mark in each column
     * @throws IllegalArgumentException if the mark of a column is missing
     */
    public Student {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(key, "key");
        EnumMap<GradeColumn, Mark> copy = new EnumMap<>(GradeColumn.class);
        copy.putAll(marks);
        for (GradeColumn column : GradeColumn.values()) {
            if (copy.get(column) == null) {
                throw new IllegalArgumentException("the mark of " + column.header() + " is missing");
            }
        }
        marks = Collections.unmodifiableMap(copy);
    }

    /**
     * {@return the mark in a column}
     *
     * @param column the column
     */
    public Mark mark(GradeColumn column) {
        return Objects.requireNonNull(marks.get(column), "mark");
    }
}
