// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.grades.GradeCommand;
import org.junit.jupiter.api.Test;

class GradeClientRepliesTest {
    private static final String ANSWER = GradeClass.text(GradeClass.FIRST, GradeCommand.GMA);

    @Test
    void reaction_isWhatFollowsTheRepeatedPrompts() {
        assertThat(reaction("Number: Command: ", "\nNumber: Command: Number: ")).isEmpty();
        assertThat(reaction("Number: Command: ", "\nNumber: Command: no reply\nNumber: \n"))
                .isEqualTo("noreply");
        assertThat(reaction("Welcome!\nRequest: Asking\n", "\nRequest: Asking\nRequest: "))
                .isEmpty();
        assertThat(reaction("", "\nno reply\n")).isEqualTo("noreply");
        assertThat(reaction("", "\n")).isEmpty();
    }

    private static String reaction(String before, String after) {
        return GradeClientReplies.reaction(before + ANSWER + after);
    }
}
