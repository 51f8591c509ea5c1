// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.examples.ChildProcess;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoIT {
    private static final Pattern ROW = Pattern.compile("grades +(\\d+) +(\\d+) +\\d+ ms");

    /** Seven answers, four refusals, a crowd, two checks of ten requests on a connection, a token with its key. */
    private static final int CHECKS = 15;

    @Test
    void demo_endsWithATableInWhichNothingDiffers() throws Exception {
        try (ChildProcess demo = ChildProcess.labnet("demo")) {
            assertThat(demo.exitCode()).as("%s", demo).isZero();
            List<String> lines = demo.out().lines().toList();

            assertThat(lines.get(lines.size() - 4)).matches("system +checks +differences +time");
            Matcher row = ROW.matcher(lines.get(lines.size() - 3));
            assertThat(row.matches()).as("%s", demo).isTrue();
            assertThat(row.group(1)).isEqualTo(String.valueOf(CHECKS));
            assertThat(row.group(2)).isEqualTo("0");
            assertThat(lines).endsWith("", "Everything was as expected.");
            assertThat(lines.stream().filter(line -> line.startsWith("  ok    ")))
                    .hasSize(CHECKS);
            assertThat(lines)
                    .contains("  ok    1823757GMA: Midterm Average: 11.288461538461538")
                    .contains("  ok    clients that got theirs: 200")
                    .noneMatch(line -> line.contains("DIFFERS"));
            assertThat(demo.err()).isEmpty();
        }
    }
}
