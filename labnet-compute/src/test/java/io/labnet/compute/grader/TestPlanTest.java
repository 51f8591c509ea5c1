// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.RequestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestPlanTest {
    private final TestPlan plan = new TestPlan(4, 6, 20, Optional.empty(), 5);

    @Test
    void questions_areTwoOfEachKind() {
        for (int client = 0; client < plan.clients(); client++) {
            assertThat(plan.questions(client))
                    .extracting(TestRequest::kind)
                    .containsExactlyInAnyOrder(
                            RequestWord.FIBONACCI,
                            RequestWord.FIBONACCI,
                            RequestWord.FACTORIAL,
                            RequestWord.FACTORIAL,
                            RequestWord.WORD_COUNT,
                            RequestWord.WORD_COUNT);
        }
    }

    @Test
    void questions_areTheSameForTheSameSeed() {
        assertThat(sent(plan)).isEqualTo(sent(new TestPlan(4, 6, 20, Optional.empty(), 5)));
        assertThat(sent(plan)).isNotEqualTo(sent(new TestPlan(4, 6, 20, Optional.empty(), 6)));
    }

    @Test
    void questions_includeFactorialsOf0And1() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(sent(new TestPlan(4, 6, 20, Optional.empty(), seed))).contains("FACTORIAL 0", "FACTORIAL 1");
        }
    }

    private static List<String> sent(TestPlan plan) {
        List<String> sent = new ArrayList<>();
        for (int client = 0; client < plan.clients(); client++) {
            plan.questions(client).forEach(question -> sent.add(question.sent()));
        }
        return sent;
    }
}
