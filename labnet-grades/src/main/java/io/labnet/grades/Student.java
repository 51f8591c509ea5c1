// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.FernetKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A student, as the grade file has one in a row.
 *
 * @param id the student number
 * @param name the name, as it stands in the file; any text
 * @param key what this student's replies are encrypted with; it never prints
 * @param marks the mark in each column; copied
 */
public record Student(StudentId id, String name, FernetKey key, Map<GradeColumn, Mark> marks) {
    /**
     * Checks that no mark is missing.
     *
     * @param id the student number
     * @param name the name
     * @param key what this student's replies are encrypted with
     * @param marks the mark in each column
     * @throws IllegalArgumentException if there is no mark for one of the columns
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
     * @param column its column
     */
    public Mark mark(GradeColumn column) {
        return Objects.requireNonNull(marks.get(column), "mark");
    }
}
