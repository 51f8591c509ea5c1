// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoIT {
    private static final Pattern ROW = Pattern.compile("(\\w+) +(\\d+) +(\\d+) +\\d+ ms");

    /** The minimum number of checks of each section, in order. */
    private static final Map<String, Integer> CHECKS = checks();

    @Test
    void demo_endsWithTableWithoutDifferences() throws Exception {
        CommandRun demo = ChildProcess.labnet("demo").end();
        demo.succeeded();
        List<String> lines = demo.lines();
        int head = lines.size() - CHECKS.size() - 3;

        assertThat(lines.get(head)).matches("system +checks +differences +time");
        int checks = 0;
        for (Map.Entry<String, Integer> expected : CHECKS.entrySet()) {
            Matcher row = ROW.matcher(lines.get(++head));
            assertThat(row.matches()).as("%s", demo).isTrue();
            assertThat(row.group(1)).isEqualTo(expected.getKey());
            assertThat(Integer.parseInt(row.group(2))).isGreaterThanOrEqualTo(expected.getValue());
            assertThat(row.group(3)).isEqualTo("0");
            checks += Integer.parseInt(row.group(2));
        }
        assertThat(lines).endsWith("", "Everything was as expected.");
        assertThat(lines.stream().filter(line -> line.startsWith("  ok    "))).hasSize(checks);
        assertThat(lines)
                .contains("  ok    1823757GMA: Midterm Average: 11.288461538461538")
                .contains("  ok    clients with correct replies: 200")
                .noneMatch(line -> line.contains("DIFFERS"));
    }

    private static Map<String, Integer> checks() {
        Map<String, Integer> checks = new LinkedHashMap<>();
        // Seven answers, four refusals, a crowd, two checks of ten requests on a connection, a token with its key.
        checks.put("grades", 15);
        // Four exchanges, six questions of a client, six checks of refusals, six of a chat, two of a crowd.
        checks.put("crds", 24);
        // Four checksums, the two halves of an exchange, three clients, two mistakes, two of a crowd.
        checks.put("xor", 13);
        // Two clients in two ways, namesakes, mistakes, two long ones, a crowd.
        checks.put("compute", 9);
        // Two answers, four refusals, a crowd, two checks of the end.
        checks.put("numbers", 9);
        return checks;
    }
}
