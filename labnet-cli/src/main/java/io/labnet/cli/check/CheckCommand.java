// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import io.labnet.check.CheckOptions;
import io.labnet.check.CheckReport;
import io.labnet.check.Checker;
import io.labnet.check.Suite;
import io.labnet.check.Target;
import io.labnet.check.program.ProgramCommand;
import io.labnet.check.report.TextReport;
import io.labnet.check.script.CheckCase;
import io.labnet.check.suite.Suites;
import io.labnet.cli.command.Choices;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.trace.Side;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code labnet check}: runs somebody's server or client against the numbered rules of its protocol. */
@Command(
        name = "check",
        description = {
            "Checks a program against the rules of its protocol.",
            "A server is checked as its client, a client as its server. Each broken rule is explained, with the bytes that"
                    + " came and the command that repeats just this case."
        },
        exitCodeList = {
            "0:the program broke no rule that binds it",
            "1:it broke a rule",
            "2:the command line was wrong",
            "3:the program could not be started or reached",
            "4:nothing was run, or too little",
            "5:the check itself failed"
        },
        footer = {
            "",
            "Examples:",
            "  labnet check crds server --exec 'python3 server.py --port {port}'",
            "  labnet check xor client --exec 'python3 client.py --host={host} --port={port} --studentID={id}'",
            "  labnet check crds server --list"
        })
public final class CheckCommand extends CommonOptions implements Callable<Integer> {
    private static final int MAX_SHOWN = 40;

    /** The protocols on the command line. */
    static final class Protocols implements Iterable<String> {
        /** Creates the choices; called by picocli. */
        Protocols() {}

        @Override
        public Iterator<String> iterator() {
            return Suites.all().map(Suite::protocol).distinct().iterator();
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "PROTOCOL",
            completionCandidates = Protocols.class,
            description = "grades, crds, xor, compute or numbers")
    private String protocol = "";

    /** The roles on the command line. */
    static final class Roles extends Choices<Side> {
        /** Creates the choices; called by picocli. */
        Roles() {
            super(Side.class);
        }
    }

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            converter = Roles.class,
            completionCandidates = Roles.class,
            description = "what the program is: server or client")
    private Side role = Side.SERVER;

    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CaseOptions cases = new CaseOptions();

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Mixin
    private final BatchOptions batch = new BatchOptions();

    @Option(names = "--list", description = "print the cases, with --verbose also their steps, and run nothing")
    private boolean list;

    /** Creates the command; called by picocli. */
    public CheckCommand() {}

    @Override
    public Integer call() throws Failure, InterruptedException {
        Suite suite = Suites.find(protocol.toLowerCase(Locale.ROOT), role)
                .orElseThrow(() -> new UsageError("'" + EscapedText.of(protocol, MAX_SHOWN) + "' is not one of "
                        + String.join(", ", new Protocols())));
        CheckOptions options = cases.options();
        boolean many = batch.isWanted();
        if (list) {
            return list(suite, options);
        }
        reports.check();
        Target target;
        try {
            target = program.target(role, null);
        } catch (Failure e) {
            // Exit status 1 would say that the program breaks a rule.
            throw new UsageError(e.getMessage());
        }
        if (target.isStarted() && !ProgramCommand.isContained()) {
            System.err.println("warning: setsid, setpriv or prlimit is missing here: programs run without limits, and"
                    + " processes that they leave behind may stay");
        }
        String again = "labnet check " + suite.protocol() + " " + role + program.repeated() + cases.repeated();
        if (many) {
            return batch.run(
                    "labnet check " + suite.protocol() + " " + role, again, target.port() != 0, folder -> new Checker(
                                    Suites.find(suite.protocol(), role).orElseThrow(),
                                    program.target(role, folder),
                                    options,
                                    result -> {})
                            .run());
        }
        TextReport text = new TextReport(reports.text(), reports.detail(), again);
        CheckReport report = new Checker(suite, target, options, text::progress).run();
        text.end(report);
        try {
            reports.write(report, again);
        } catch (Failure e) {
            System.err.println("labnet check: " + e.getMessage());
            return CheckReport.Verdict.INTERNAL.exitStatus();
        }
        return report.verdict().exitStatus();
    }

    private int list(Suite suite, CheckOptions options) {
        PrintStream out = System.out;
        List<CheckCase> selected = suite.cases(new Random(options.seed())).stream()
                .filter(options::selects)
                .toList();
        for (CheckCase each : selected) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-24s %-6s %2d points  %s",
                    each.name(),
                    each.level().name().toLowerCase(Locale.ROOT),
                    each.points(),
                    each.title()));
            if (reports.detail() == TextReport.Detail.VERBOSE) {
                each.steps().forEach(step -> out.println("    " + step.words()));
            }
        }
        if (selected.isEmpty()) {
            System.err.println("labnet check: no case is selected");
        }
        return selected.isEmpty() ? CheckReport.Verdict.TOO_LITTLE.exitStatus() : 0;
    }
}
