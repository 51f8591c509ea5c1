// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.rule.RulePage.Level;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the code that enforces a protocol's rules agrees with the page that explains them. The code names exactly
 * the rules that the page calls {@code must}. It accepts the page's right examples, and refuses the wrong examples with
 * the number of the broken rule.
 */
public abstract class RuleContract {
    /** For subclasses. */
    protected RuleContract() {}

    /**
     * Returns the rules that the code enforces.
     *
     * @return the constants of the protocol's enum
     */
    protected abstract List<? extends Rule> rules();

    /**
     * Returns the page that explains the rules.
     *
     * @return the page
     */
    protected abstract RulePage page();

    /**
     * Passes an example of the page to the code that enforces its rule.
     *
     * @param rule the rule
     * @param example the bytes, as the page writes them
     * @return the message of the refusal, as people see it; {@code null} if the example was accepted
     */
    protected abstract @Nullable String refusal(Entry rule, String example);

    /** The page requires exactly the rules that the code enforces. */
    @Test
    public final void rules_areThoseThatThePageRequires() {
        assertThat(rules().stream().map(Rule::number))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        required().map(Entry::number).toList());
        assertThat(page().rules()).extracting(Entry::number).doesNotHaveDuplicates();
    }

    /**
     * Messages that follow a rule are accepted.
     *
     * @return a test for each right example
     */
    @TestFactory
    public final Stream<DynamicTest> right_isAccepted() {
        return page().rules().stream().flatMap(rule -> rule.right().stream()
                .map(example ->
                        DynamicTest.dynamicTest(rule.number() + ": " + example, () -> assertThat(refusal(rule, example))
                                .isNull())));
    }

    /**
     * Messages that break a rule are refused, and the refusal names the rule.
     *
     * @return a test for each rule that the page requires
     */
    @TestFactory
    public final Stream<DynamicTest> wrong_isRefusedByItsRule() {
        return required()
                .map(rule -> DynamicTest.dynamicTest(rule.number(), () -> {
                    assertThat(rule.wrong()).as("wrong examples of the page").isNotEmpty();
                    for (String example : rule.wrong()) {
                        assertThat(refusal(rule, example))
                                .as("refusal of " + example)
                                .contains("(" + rule.number() + ")");
                    }
                }));
    }

    private Stream<Entry> required() {
        return page().rules().stream().filter(rule -> rule.level() == Level.MUST);
    }
}
