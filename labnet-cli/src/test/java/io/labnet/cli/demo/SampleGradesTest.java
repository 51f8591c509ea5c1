// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The expected averages were computed from the same file with the exact fractions of Python 3.11. */
class SampleGradesTest {
    private final GradeBook book;

    SampleGradesTest() throws Exception {
        book = GradesDemo.sample();
    }

    @Test
    void students_areAllThere() {
        assertThat(book.students())
                .hasSize(13)
                .extracting(Student::name)
                .contains("Benoît Lefèvre", "Iyer, Priya", "Katarina \"Kat\" Novak", "Liam O'Rourke");
    }

    @Test
    void averages_equalPython() {
        assertThat(text("1823757", GradeCommand.GMA)).isEqualTo("Midterm Average: 11.288461538461538");
        assertThat(text("1823757", GradeCommand.GL1A)).isEqualTo("Lab 1 Average: 6.384615384615385");
        assertThat(text("1823757", GradeCommand.GL2A)).isEqualTo("Lab 2 Average: 5.769230769230769");
        assertThat(text("1823757", GradeCommand.GL3A)).isEqualTo("Lab 3 Average: 5.8076923076923075");
        assertThat(text("1823757", GradeCommand.GL4A)).isEqualTo("Lab 4 Average: 6.269230769230769");
        assertThat(text("1823757", GradeCommand.GEA))
                .isEqualTo("Exam 1 Average: 7.0, Exam 2 Average: 6.576923076923077, "
                        + "Exam 3 Average: 5.346153846153846, Exam 4 Average: 5.461538461538462");
        assertThat(book.average(GradeCommand.GEA)).isEqualTo("6.096153846153846");
    }

    @Test
    void grades_areThoseOfTheRow() {
        assertThat(text("0012345", GradeCommand.GG))
                .isEqualTo("Lab 1: 8, Lab 2: 6, Lab 3: 4, Lab 4: 5, Midterm: 6, "
                        + "Exam 1: 9, Exam 2: 8, Exam 3: 5, Exam 4: 5");
        assertThat(text("1721439", GradeCommand.GG)).contains("Midterm: 12.75, ");
    }

    private String text(String id, GradeCommand command) {
        Student student = Objects.requireNonNull(book.student(new StudentId(id)));
        return GradeReplyForm.TOKEN.text(book, student, command);
    }
}
