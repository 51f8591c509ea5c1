// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.rule.RulePage.Level;
import org.junit.jupiter.api.Test;

class RulePageTest {
    private static final String PAGE = """
            # The toy protocol

            ## 1 Requests

            ### toy-1.1 A request is one byte

            *must* — the hand-out, page 2

            It has one byte.

            * Right: `01`
            * Right: `02`, too
            * Wrong: `31`, the digit
            * Usual mistake: `send("1")`

            ### toy-1.2 A client closes

            *habit* — captured exchanges

            ## 2 Replies

            ### Not a rule

            ### toy-2.10 A reply has a line end
            *should* — the hand-out
            Text.
            """;

    private final RulePage page = RulePage.parse(PAGE);

    @Test
    void parse_findsRulesInOrder() {
        assertThat(page.rules()).extracting(Entry::number).containsExactly("toy-1.1", "toy-1.2", "toy-2.10");
        assertThat(page.rules()).extracting(Entry::level).containsExactly(Level.MUST, Level.HABIT, Level.SHOULD);
        assertThat(page.rules())
                .extracting(Entry::title)
                .containsExactly("A request is one byte", "A client closes", "A reply has a line end");
    }

    @Test
    void entry_hasTheTextOfItsSection() {
        Entry first = page.find("toy-1.1").orElseThrow();
        assertThat(first.text()).startsWith("*must* — the hand-out, page 2").endsWith("* Usual mistake: `send(\"1\")`");
        assertThat(page.find("toy-1.2").orElseThrow().text()).isEqualTo("*habit* — captured exchanges");
        assertThat(page.find("toy-2.10").orElseThrow().text()).isEqualTo("*should* — the hand-out\nText.");
    }

    @Test
    void entry_hasItsExamples() {
        Entry first = page.find("toy-1.1").orElseThrow();
        assertThat(first.right()).containsExactly("01", "02");
        assertThat(first.wrong()).containsExactly("31");
    }

    @Test
    void parse_ofALongSection_hasItsText() {
        String text = "A line.\n".repeat(20_000).strip();

        assertThat(RulePage.parse("### toy-1.1 Long\n\n*must*\n" + text + "\n\n## Next\n")
                        .rules())
                .extracting(Entry::text)
                .containsExactly("*must*\n" + text);
    }

    @Test
    void find_ofAnUnknownNumber_isEmpty() {
        assertThat(page.find("toy-9.9")).isEmpty();
        assertThat(RulePage.parse("").rules()).isEmpty();
    }

    @Test
    void read_withoutResource_namesIt() {
        assertThatThrownBy(() -> RulePage.read(RulePageTest.class, "toy.md"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no page toy.md beside io.labnet.core.rule.RulePageTest");
    }
}
