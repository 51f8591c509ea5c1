// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

import io.labnet.check.script.AnyRule;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.UsageError;
import io.labnet.compute.ComputeRule;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.crds.CrdsRule;
import io.labnet.grades.GradeRule;
import io.labnet.numbers.NumberRule;
import io.labnet.xorproto.XorRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a numbered rule, or lists the rules. */
@Command(
        name = "explain",
        description = {
            "Explains the rule that a message names, such as crds-1.1.",
            "It prints what is required, right and wrong bytes, and the usual mistake."
        },
        footer = {
            "",
            "Examples:",
            "  labnet explain crds-1.1       explains one rule",
            "  labnet explain --list crds    lists the rules of a protocol"
        })
public final class ExplainCommand extends CommonOptions implements Runnable {
    private static final int MAX_SHOWN = 40;

    @Parameters(
            arity = "0..1",
            paramLabel = "RULE",
            description = "the number of the rule; with --list, a protocol: grades, crds, xor, compute, numbers or any")
    private @Nullable String subject;

    @Option(
            names = "--list",
            description = "print the number and the title of every rule, or of the rules of one protocol")
    private boolean list;

    @Spec
    private @Nullable CommandSpec spec;

    /** Creates the command; called by picocli. */
    public ExplainCommand() {}

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            matching(subject == null ? "" : subject.toLowerCase(Locale.ROOT) + "-", "is not a protocol")
                    .forEach(rule -> out.println(line(rule)));
        } else if (subject == null) {
            throw new UsageError("the number of a rule, such as crds-1.1, or --list is required");
        } else {
            explain(subject.toLowerCase(Locale.ROOT), out);
        }
        out.flush();
    }

    private static void explain(String number, PrintWriter out) {
        Entry rule = rules().filter(each -> each.number().equals(number))
                .findAny()
                .orElseThrow(() -> unknown(number, "is not the number of a rule"));
        out.println(rule.number() + ": " + rule.title());
        out.println();
        out.println(rule.text());
    }

    private static List<Entry> matching(String beginning, String problem) {
        List<Entry> found =
                rules().filter(rule -> rule.number().startsWith(beginning)).toList();
        if (found.isEmpty()) {
            throw unknown(beginning.replaceFirst("-$", ""), problem);
        }
        return found;
    }

    private static UsageError unknown(String subject, String problem) {
        return new UsageError("'" + EscapedText.of(subject, MAX_SHOWN) + "' " + problem
                + "; 'labnet explain --list' prints them all");
    }

    private static String line(Entry rule) {
        return String.format(
                Locale.ROOT,
                "%-12s %-6s %s",
                rule.number(),
                rule.level().name().toLowerCase(Locale.ROOT),
                rule.title());
    }

    private static Stream<Entry> rules() {
        return Stream.of(
                        GradeRule.page(),
                        CrdsRule.page(),
                        XorRule.page(),
                        ComputeRule.page(),
                        NumberRule.page(),
                        AnyRule.page())
                .map(RulePage::rules)
                .flatMap(List::stream);
    }
}
