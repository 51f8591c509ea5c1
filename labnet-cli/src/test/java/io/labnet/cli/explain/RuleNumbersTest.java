// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbers of rules in documents, programs and code are those of rules that exist. */
class RuleNumbersTest {
    private static final Pattern NUMBER = Pattern.compile("\\b(?:any|grades|crds|xor|compute|numbers)-\\d+\\.\\d+\\b");
    private static final Pattern SCANNED =
            Pattern.compile(".*/(docs/.*|README|CHANGELOG|src/(main|test)/.*)\\.(md|java|py)");

    /** Used where a rule must not exist. */
    private static final Set<String> NONE = Set.of("crds-99.9");

    private static final int LEAST_RULES = 60;

    @Test
    void numbers_areThoseOfRules() throws IOException {
        Set<String> unknown = numbers();
        unknown.removeAll(rules());
        unknown.removeAll(NONE);

        assertThat(unknown).isEmpty();
    }

    @Test
    void rules_areManyAndExplained() {
        Set<String> rules = rules();

        assertThat(rules).hasSizeGreaterThanOrEqualTo(LEAST_RULES);
        for (String rule : rules) {
            assertThat(CommandRun.labnet("explain " + rule).succeeded()).startsWith(rule + ": ");
        }
    }

    private static Set<String> rules() {
        return CommandRun.labnet("explain --list")
                .succeeded()
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> numbers() throws IOException {
        Set<String> numbers = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ChildProcess.basedir().resolveSibling("."))) {
            for (Path file : files.filter(each -> !each.toString().contains("/target/"))
                    .filter(each -> SCANNED.matcher(each.toString()).matches())
                    .toList()) {
                NUMBER.matcher(Files.readString(file)).results().forEach(number -> numbers.add(number.group()));
            }
        }
        return numbers;
    }
}
