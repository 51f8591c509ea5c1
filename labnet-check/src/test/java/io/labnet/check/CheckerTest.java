// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.program.ProgramCommand;
import io.labnet.check.report.SampleReport;
import io.labnet.check.suite.Suites;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check of a server of this process shows. */
class CheckerTest {
    private final List<CaseResult> progress = new ArrayList<>();
    private Server server;

    @BeforeEach
    void serve() throws IOException {
        server = new TcpTransport()
                .serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory(), CrdsListener.SILENT));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CheckReport check(CheckOptions options) {
        Target target = new Target(null, "127.0.0.1", server.endpoint().port(), new TcpTransport(), Map.of());
        return check(target, options);
    }

    private CheckReport check(Target target, CheckOptions options) {
        return new Checker(Suites.find("crds", Side.SERVER).orElseThrow(), target, options, progress::add).run();
    }

    private static CheckOptions options(Map<String, String> expectedFailures, Duration budget, String... only) {
        return new CheckOptions(
                List.of(only), List.of(), expectedFailures, false, 1, Duration.ofSeconds(30), budget, null);
    }

    @Test
    void unknownSelection_isNoPass() {
        CheckReport report = check(CheckOptions.DEFAULT.withOnly("nothing"));
        assertThat(report.verdict()).isEqualTo(Verdict.TOO_LITTLE);
        assertThat(report.results()).isEmpty();
    }

    @Test
    void optionWithoutEffect_isNoPass() {
        CheckReport unselected = check(CheckOptions.DEFAULT.withOnly("crds-4.2", "crds-99"));
        assertThat(unselected.verdict()).isEqualTo(Verdict.TOO_LITTLE);
        assertThat(String.valueOf(unselected.problem())).contains("'crds-99' selects no case");
        CheckReport unknown = check(options(Map.of("crds-99", ""), Duration.ofMinutes(5), "crds-4.2"));
        assertThat(unknown.verdict()).isEqualTo(Verdict.TOO_LITTLE);
        assertThat(String.valueOf(unknown.problem())).contains("'crds-99' is no rule of crds");
    }

    @Test
    void unreachableServer_breaksNoRule() throws IOException {
        int port = server.endpoint().port();
        server.close();
        CheckReport report =
                check(new Target(null, "127.0.0.1", port, new TcpTransport(), Map.of()), CheckOptions.DEFAULT);
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_STARTED);
    }

    @Test
    void checker_isRunOnce() {
        Target target = new Target(null, "127.0.0.1", server.endpoint().port(), new TcpTransport(), Map.of());
        Checker checker = new Checker(
                Suites.find("crds", Side.SERVER).orElseThrow(),
                target,
                CheckOptions.DEFAULT.withOnly("crds-99"),
                each -> {});
        CheckReport report = checker.run();
        assertThat(report.verdict()).isEqualTo(Verdict.TOO_LITTLE);
        assertThatThrownBy(checker::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endOfTheTime_isNoPass() {
        CheckReport report = check(options(Map.of(), Duration.ofNanos(1)));
        assertThat(report.verdict()).isEqualTo(Verdict.TOO_LITTLE);
        assertThat(report.count(Outcome.NOT_RUN)).isPositive();
    }

    @Test
    void casesOfOneRule_areSelected() {
        CheckReport report = check(options(Map.of(), Duration.ofMinutes(5), "crds-4.2"));
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.results().subList(1, report.results().size()))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.checked().rule()).isEqualTo("crds-4.2"));
        assertThat(progress).isEqualTo(report.results());
    }

    @Test
    void expectedFailureThatPasses_fails() {
        CheckReport report = check(options(Map.of("crds-4.2", ""), Duration.ofMinutes(5), "crds-4.2"));
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.count(Outcome.UNEXPECTED_PASS)).isPositive();
    }

    @Test
    void expectedFailureOfAnotherDelivery_fails() {
        CheckReport report = check(options(Map.of("crds-1.4", ""), Duration.ofMinutes(5), "crds-4.2"));
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.count(Outcome.UNEXPECTED_PASS)).isEqualTo(1);
    }

    @Test
    void expectedFailureOfOtherCases_isNotMissed() {
        CheckReport report = check(options(Map.of("crds-4.5", ""), Duration.ofMinutes(5), "crds-4.2"));
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void brokenRule_staysBrokenIfTheProgramCannotBeStartedAgain() {
        CheckReport report = SampleReport.report(
                new CheckReport.Problem(Verdict.NOT_STARTED, "it ended with exit status 1"),
                SampleReport.failed("crds-4.2/umlauts", Level.MUST, null));
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void casesThatNeedANewProgram_areSkipped() {
        CheckReport report = check(options(Map.of(), Duration.ofMinutes(5), "any-1.3"));
        assertThat(report.count(Outcome.SKIPPED)).isPositive();
        assertThat(report.maxPoints()).isZero();
    }

    @Test
    void programThatEndsAtOnce_isNotStarted() {
        ProgramCommand command = new ProgramCommand(List.of("/bin/sh", "-c", "echo no; exit 7"), null, 0, 0);
        CheckReport report =
                check(new Target(command, "127.0.0.1", 0, new TcpTransport(), Map.of()), CheckOptions.DEFAULT);
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_STARTED);
        assertThat(report.problem().message()).contains("ended with exit status 7", "no");
        assertThat(report.points()).isZero();
        assertThat(report.maxPoints()).isPositive();
    }
}
