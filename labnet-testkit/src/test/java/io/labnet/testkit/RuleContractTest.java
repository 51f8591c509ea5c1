// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class RuleContractTest extends RuleContract {
    private static final String PAGE = """
            ### toy-1.1 A request is a digit

            *must* — this test

            * Right: `7`
            * Wrong: `x`
            * Wrong: `+`

            ### toy-1.2 A request is small

            *should* — this test

            * Right: `1`
            """;

    private String page = PAGE;
    private List<Rule> rules = List.of(() -> "toy-1.1");

    @Override
    protected List<? extends Rule> rules() {
        return rules;
    }

    @Override
    protected RulePage page() {
        return RulePage.parse(page);
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        return Character.isDigit(example.charAt(0)) ? null : example + " is not a digit (toy-1.1)";
    }

    @Test
    void rules_ofThePageThatTheCodeLacks_areFound() {
        page = PAGE.replace("*should*", "*must*");
        assertThatThrownBy(this::rules_areThoseThatThePageRequires)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("toy-1.2");
    }

    @Test
    void rules_ofTheCodeThatThePageLacks_areFound() {
        rules = List.of(() -> "toy-1.1", () -> "toy-1.3");
        assertThatThrownBy(this::rules_areThoseThatThePageRequires)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("toy-1.3");
    }

    @Test
    void right_thatIsRefused_isFound() {
        page = PAGE.replace("`1`", "`one`");
        assertThat(failures(right_isAccepted())).singleElement().asString().contains("one is not a digit");
    }

    @Test
    void wrong_thatIsAccepted_isFound() {
        page = PAGE.replace("`+`", "`5`");
        assertThat(failures(wrong_isRefusedByItsRule()))
                .singleElement()
                .asString()
                .contains("refusal of 5");
    }

    @Test
    void wrong_withoutExample_isFound() {
        page = PAGE.replace("* Wrong", "* wrong");
        assertThat(failures(wrong_isRefusedByItsRule()))
                .singleElement()
                .asString()
                .contains("wrong examples");
    }

    private static List<Throwable> failures(Stream<DynamicTest> tests) {
        return tests.flatMap(test -> {
                    try {
                        test.getExecutable().execute();
                        return Stream.empty();
                    } catch (Throwable failure) {
                        return Stream.of(failure);
                    }
                })
                .toList();
    }
}
