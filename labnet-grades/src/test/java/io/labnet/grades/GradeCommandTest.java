// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GradeCommandTest {
    @ParameterizedTest
    @EnumSource
    void name_isNotAPrefixOfAnother(GradeCommand command) {
        assertThat(Arrays.stream(GradeCommand.values())
                        .filter(other -> other.name().startsWith(command.name())))
                .containsExactly(command);
    }

    @ParameterizedTest
    @CsvSource({
        "GMA, Fetching Midterm average:",
        "GL1A, Fetching Lab 1 average:",
        "GL2A, Fetching Lab 2 average:",
        "GL3A, Fetching Lab 3 average:",
        "GL4A, Fetching Lab 4 average:",
        "GEA, Fetching Exam averages:",
        "GG, Getting Grades:"
    })
    void progress_returnsTheDocumentedLine(GradeCommand command, String line) {
        assertThat(command.progress()).isEqualTo(line);
    }
}
