// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CaseResult;
import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport;
import io.labnet.check.Failure;
import io.labnet.core.codec.EscapedText;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as plain text: a line for each case as it ends, then each broken rule once, then the result. */
public final class TextReport {
    /** How much is written. */
    public enum Detail {
        /** Only the result. */
        QUIET,

        /** A line for each case that was run, and the first failure of each rule. */
        NORMAL,

        /** A line for each case, and every failure. */
        VERBOSE
    }

    private final PrintStream out;
    private final Detail detail;
    private final String again;

    /**
     * Creates a writer.
     *
     * @param out receives the lines
     * @param detail how much is written
     * @param again the command that repeats the check, without a selection of cases
     */
    public TextReport(PrintStream out, Detail detail, String again) {
        this.out = out;
        this.detail = detail;
        this.again = again;
    }

    /**
     * Writes the line of a case that has ended.
     *
     * @param result its result
     */
    public void progress(CaseResult result) {
        if (detail == Detail.QUIET || (detail == Detail.NORMAL && result.outcome() == Outcome.NOT_RUN)) {
            return;
        }
        String points = result.checked().points() == 0
                ? ""
                : " " + result.points() + "/" + result.checked().points();
        String rule = result.failure() == null
                        || result.rule().equals(result.checked().rule())
                ? ""
                : " breaks " + result.rule();
        out.println(String.format(
                        Locale.ROOT,
                        "%-7s %-6s %-22s %s%s%s",
                        word(result.outcome()),
                        result.level().name().toLowerCase(Locale.ROOT),
                        result.checked().name(),
                        result.checked().title(),
                        points,
                        rule)
                .stripTrailing());
        result.notes().forEach(note -> out.println("        note: " + EscapedText.of(note)));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "ok";
            case FAILED -> "FAIL";
            case EXPECTED_FAILURE -> "xfail";
            case UNEXPECTED_PASS -> "XPASS";
            case SKIPPED -> "skip";
            case NOT_RUN -> "not run";
        };
    }

    /**
     * Writes what went wrong, and the result.
     *
     * @param report the report
     */
    public void end(CheckReport report) {
        if (detail == Detail.NORMAL) {
            notRun(report);
        }
        if (detail != Detail.QUIET) {
            failures(report);
        }
        CheckReport.Problem problem = report.problem();
        if (problem != null) {
            out.println();
            problem.message().lines().map(EscapedText::of).forEach(out::println);
        }
        out.println();
        out.println(summary(report));
        List<CheckReport.Cause> causes = report.causes();
        if (!causes.isEmpty()) {
            out.println("look at these first:");
            causes.forEach(cause -> out.println(
                    "  " + cause.rule() + " (" + cases(cause.cases()) + "): " + EscapedText.of(cause.words())));
        }
    }

    /** Writes a line for each reason for which cases were not run, since one mistake may be the reason for most. */
    private void notRun(CheckReport report) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (CaseResult result : report.results()) {
            if (result.outcome() == Outcome.NOT_RUN) {
                reasons.merge(String.join("; ", result.notes()), 1, Integer::sum);
            }
        }
        reasons.forEach((reason, count) ->
                out.println(word(Outcome.NOT_RUN) + " " + cases(count) + ": " + EscapedText.of(reason)));
    }

    private void failures(CheckReport report) {
        List<CaseResult> told = detail == Detail.NORMAL
                ? report.examples()
                : report.results().stream()
                        .filter(result -> result.outcome() == Outcome.FAILED)
                        .toList();
        for (CaseResult result : told) {
            Failure failure = result.failure();
            if (failure != null) {
                out.println();
                FailureText.of(result, failure, again).forEach(out::println);
            }
        }
    }

    private static String cases(int count) {
        return count == 1 ? "1 case" : count + " cases";
    }

    /**
     * Returns the result in a line.
     *
     * @param report the report
     * @return the line
     */
    public static String summary(CheckReport report) {
        String verdict =
                switch (report.verdict()) {
                    case PASSED -> "passed";
                    case BROKEN -> "failed: it breaks a rule";
                    case NOT_STARTED -> "no result: the program could not be started or reached";
                    case TOO_LITTLE -> "no result: too little was run";
                    case INTERNAL -> "no result: the check itself failed";
                };
        return String.format(
                Locale.ROOT,
                "%s %s: %s; %d of %d points; %d ok, %d failed, %d skipped, %d not run; seed %d, %.1f s",
                report.protocol(),
                report.side(),
                verdict,
                report.points(),
                report.maxPoints(),
                report.count(Outcome.PASSED),
                report.count(Outcome.FAILED),
                report.count(Outcome.SKIPPED),
                report.count(Outcome.NOT_RUN),
                report.options().seed(),
                report.time().toMillis() / 1000.0);
    }
}
