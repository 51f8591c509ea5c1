// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.check.CaseResult;
import io.labnet.check.Failure;
import io.labnet.core.rule.RulePage.Level;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static List<String> bothSides(String... lines) {
        CaseResult result = SampleReport.failed("crds-4.2/umlauts", Level.MUST, null);
        Failure failure = Objects.requireNonNull(result.failure());
        Failure said = new Failure(
                failure.rule(),
                failure.level(),
                failure.delivery(),
                failure.passed(),
                failure.step(),
                failure.expected(),
                failure.came(),
                failure.bytes(),
                failure.offset(),
                null,
                null,
                String.join("\n", lines),
                "");
        List<String> text = FailureText.of(result, said, "labnet check");
        int from = IntStream.range(0, text.size())
                .filter(i -> text.get(i).startsWith("  both sides"))
                .findFirst()
                .orElseThrow();
        return text.subList(from, text.size() - 2).stream()
                .map(line -> line.substring("  both sides  ".length()))
                .toList();
    }

    @Test
    void repeatedLines_takeOneMore() {
        assertThat(bothSides(
                        "[1] +0.000 client: 1 byte of an incomplete message",
                        "[1] +0.001 client: 1 byte of an incomplete message",
                        "[1] +0.002 client: 1 byte of an incomplete message",
                        "[1] +0.000 server ended its output",
                        "[1] +0.000 client: 1 byte of an incomplete message",
                        "[1]         0000  00",
                        "[1]         0000  00"))
                .containsExactly(
                        "[1] +0.000 client: 1 byte of an incomplete message",
                        "[1] +0.002 the same again, 2 times",
                        "[1] +0.000 server ended its output",
                        "[1] +0.000 client: 1 byte of an incomplete message",
                        "[1]         0000  00",
                        "[1]         0000  00");
    }

    @Test
    void manyLines_beginAndEndAreShown() {
        String[] lines =
                IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).toArray(String[]::new);
        assertThat(bothSides(lines))
                .hasSize(41)
                .startsWith("line 1", "line 2")
                .contains("... 60 lines are left out")
                .endsWith("line 99", "line 100");
    }
}
