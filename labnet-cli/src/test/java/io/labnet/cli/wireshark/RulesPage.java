// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import io.labnet.compute.ComputeRule;
import io.labnet.core.rule.RulePage;
import io.labnet.crds.CrdsRule;
import io.labnet.grades.GradeRule;
import io.labnet.numbers.NumberRule;
import io.labnet.xorproto.XorRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of the dissector, {@code docs/wireshark/README.md}, and the pages of the rules. */
final class RulesPage {
    private static final Pattern ROW = Pattern.compile("^\\| (\\w+-\\d+\\.\\d+) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern FILTER = Pattern.compile("^\\| `(.+)` \\|", Pattern.MULTILINE);
    private static final List<RulePage> PAGES =
            List.of(ComputeRule.page(), CrdsRule.page(), GradeRule.page(), NumberRule.page(), XorRule.page());

    private RulesPage() {}

    /** Returns the numbers of all rules, in the order of their pages. */
    static List<String> all() {
        return entries().map(RulePage.Entry::number).toList();
    }

    /** Returns whether a rule is "must", "should" or "habit". */
    static String kind(String number) {
        return entries()
                .filter(rule -> rule.number().equals(number))
                .map(rule -> rule.level().name().toLowerCase(Locale.ROOT))
                .findAny()
                .orElseThrow();
    }

    static boolean isMust(String number) {
        return kind(number).equals("must");
    }

    /** Returns the rules of the page's table, in its order. */
    static List<String> listed() throws IOException {
        return ROW.matcher(page()).results().map(row -> row.group(1)).toList();
    }

    /** Returns the rules that the page says are checked, sorted. */
    static List<String> checked() throws IOException {
        return ROW.matcher(page())
                .results()
                .filter(row -> !row.group(2).startsWith("not seen"))
                .map(row -> row.group(1))
                .sorted()
                .toList();
    }

    /** Returns the display filters of the page's table of examples. */
    static List<String> filters() throws IOException {
        return FILTER.matcher(page()).results().map(row -> row.group(1)).toList();
    }

    private static Stream<RulePage.Entry> entries() {
        return PAGES.stream().flatMap(page -> page.rules().stream());
    }

    private static String page() throws IOException {
        return Files.readString(Tshark.FOLDER.resolve("README.md"));
    }
}
