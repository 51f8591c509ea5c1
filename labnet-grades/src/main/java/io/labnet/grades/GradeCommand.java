// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.util.List;

/**
 * A command of a client. The name of a constant is the command as it is sent, in capitals. No command is a prefix of
 * another, so a request needs no terminator.
 */
public enum GradeCommand {
    /** Get the midterm average. */
    GMA("Fetching Midterm average:", GradeColumn.MIDTERM),
    /** Get the average of lab 1. */
    GL1A("Fetching Lab 1 average:", GradeColumn.LAB_1),
    /** Get the average of lab 2. */
    GL2A("Fetching Lab 2 average:", GradeColumn.LAB_2),
    /** Get the average of lab 3. */
    GL3A("Fetching Lab 3 average:", GradeColumn.LAB_3),
    /** Get the average of lab 4. */
    GL4A("Fetching Lab 4 average:", GradeColumn.LAB_4),
    /** Get the exam averages. */
    GEA("Fetching Exam averages:", GradeColumn.EXAM_1, GradeColumn.EXAM_2, GradeColumn.EXAM_3, GradeColumn.EXAM_4),
    /** Get the grades of the student. */
    GG("Getting Grades:");

    private final String progress;

    @SuppressWarnings("ImmutableEnumChecker") // The list is immutable.
    private final List<GradeColumn> columns;

    GradeCommand(String progress, GradeColumn... columns) {
        this.progress = progress;
        this.columns = List.of(columns);
    }

    /**
     * {@return the columns that are averaged over all students, in the order of the reply; empty for {@link #GG}, which
     * returns marks}
     */
    public List<GradeColumn> columns() {
        return columns;
    }

    /** {@return the line that a client prints while it waits for the reply, such as {@code Fetching Lab 1 average:}} */
    public String progress() {
        return progress;
    }
}
