// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** A column of marks in the grade file, in the order of a reply with a student's grades. */
public enum GradeColumn {
    /** The first laboratory. */
    LAB_1("Lab 1"),
    /** The second laboratory. */
    LAB_2("Lab 2"),
    /** The third laboratory. */
    LAB_3("Lab 3"),
    /** The fourth laboratory. */
    LAB_4("Lab 4"),
    /** The midterm. */
    MIDTERM("Midterm"),
    /** The first exam. */
    EXAM_1("Exam 1"),
    /** The second exam. */
    EXAM_2("Exam 2"),
    /** The third exam. */
    EXAM_3("Exam 3"),
    /** The fourth exam. */
    EXAM_4("Exam 4");

    private final String header;

    GradeColumn(String header) {
        this.header = header;
    }

    /** {@return the name of the column in the header of the file and in replies, such as {@code Lab 1}} */
    public String header() {
        return header;
    }
}
