// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CaseResult;
import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckOptions;
import io.labnet.check.CheckReport;
import io.labnet.check.CheckReport.Problem;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.Failure;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.Delivery;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Side;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report with a case of each outcome, made by hand. */
public final class SampleReport {
    static final String AGAIN = "labnet check crds server --exec 'python3 server.py --port {port}'";

    private SampleReport() {}

    static CheckReport broken() {
        return report(
                null,
                passed("crds-4.1/empty", 2),
                failed("crds-4.2/umlauts", Level.MUST, "the length counts characters, not bytes"),
                failed("crds-4.4/order", Level.SHOULD, null),
                new CaseResult(
                        checked("any-1.3/restart", Level.MUST, 2),
                        Outcome.SKIPPED,
                        null,
                        List.of("needs a program that the check starts"),
                        Duration.ZERO),
                new CaseResult(
                        checked("crds-3.5/name", Level.MUST, 3),
                        Outcome.NOT_RUN,
                        null,
                        List.of("the time was over"),
                        Duration.ZERO));
    }

    static CheckReport notStarted() {
        return report(
                new Problem(Verdict.NOT_STARTED, "it ended with exit status 1; it printed:\nTraceback \u001b[31m"));
    }

    public static CheckReport report(@Nullable Problem problem, CaseResult... results) {
        return new CheckReport(
                "crds", Side.SERVER, CheckOptions.DEFAULT, List.of(results), problem, Duration.ofMillis(1234));
    }

    public static CaseResult passed(String name, int points) {
        return new CaseResult(
                checked(name, Level.MUST, points), Outcome.PASSED, null, List.of(), Duration.ofMillis(12));
    }

    public static CaseResult failed(String name, Level level, @Nullable String cause) {
        CheckCase checked = checked(name, level, 3);
        Failure failure = new Failure(
                checked.rule(),
                level,
                Delivery.WHOLE,
                List.of("makeroom <b>&'\""),
                "getdir",
                "a listing with Zürich",
                "other bytes \u0007]]>",
                "0000001b Zürich".getBytes(StandardCharsets.UTF_8),
                9,
                cause,
                null,
                "[1] +0.000 client: getdir, 1 byte\n",
                "<script>alert('listening')</script>\u0000\n");
        return new CaseResult(checked, Outcome.FAILED, failure, List.of(), Duration.ofMillis(34));
    }

    static CheckCase checked(String name, Level level, int points) {
        return new CheckCase(name, "what " + name + " tries", level, points, Set.of(), Set.of(), List.of());
    }
}
