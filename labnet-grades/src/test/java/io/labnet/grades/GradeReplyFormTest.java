// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GradeReplyFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GMA | Midterm Average: 10.45",
                "GL1A | Lab 1 Average: 3.5",
                "GL2A | Lab 2 Average: 7.25",
                "GL3A | Lab 3 Average: 5.05",
                "GL4A | Lab 4 Average: 5.0",
                "GEA | Exam 1 Average: 5.9, Exam 2 Average: 5.85, Exam 3 Average: 5.6, Exam 4 Average: 6.2",
                "GG | Lab 1: 3, Lab 2: 9, Lab 3: 9, Lab 4: 0, Midterm: 7, Exam 1: 4, Exam 2: 5, Exam 3: 8, Exam 4: 10"
            })
    void text_token_isAsDocumented(GradeCommand command, String text) {
        assertThat(text(GradeReplyForm.TOKEN, command)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GMA|Average: 10.45",
                "GL1A|Average: 3.5",
                "GL2A|Average: 7.25",
                "GL3A|Average: 5.05",
                "GL4A|Average: 5.0",
                "GEA|Average: 5.8875",
                "GG|GL1A : 3 GL2A : 9 GL3A : 9 GL4A : 0 GMA : 7 GEA : 4 5 8 10 "
            })
    void text_tokenAndKey_isAsInTheSecondSystem(GradeCommand command, String text) {
        assertThat(text(GradeReplyForm.TOKEN_AND_KEY, command)).isEqualTo(text);
    }

    @Test
    void text_keepsTheNotationOfMarks() {
        Student student =
                Documented.student("0000001", Documented.KEY, "4.50", "007", "-1", "0", "0.0", "1", "2", "3", "4");

        assertThat(GradeReplyForm.TOKEN.text(Documented.BOOK, student, GradeCommand.GG))
                .startsWith("Lab 1: 4.50, Lab 2: 007, Lab 3: -1, Lab 4: 0, Midterm: 0.0, ");
    }

    @ParameterizedTest
    @EnumSource
    void text_ofTheLongestMarks_fitsTheDocumentedBound(GradeReplyForm form) {
        String mark = "-" + "9".repeat(Mark.MAX_LENGTH - 1);
        Student student =
                Documented.student("0000001", Documented.KEY, mark, mark, mark, mark, mark, mark, mark, mark, mark);

        int textBytes = form.text(Documented.BOOK, student, GradeCommand.GG).getBytes(StandardCharsets.UTF_8).length;
        int tokenCharacters = (1 + 8 + 16 + (textBytes / 16 + 1) * 16 + 32 + 2) / 3 * 4;

        assertThat(form == GradeReplyForm.TOKEN ? tokenCharacters : tokenCharacters + 44)
                .isLessThanOrEqualTo(592);
    }

    private static String text(GradeReplyForm form, GradeCommand command) {
        return form.text(Documented.BOOK, Documented.STUDENT, command);
    }
}
