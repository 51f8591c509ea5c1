// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport.Problem;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.program.ProgramRun;
import io.labnet.check.script.AnyRule;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Delivery;
import io.labnet.check.script.Subject;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases of a suite on a program. A sanity case is run first, last and after each case that a program may not
 * survive; a program that has ended is started again.
 */
public final class Checker {
    private static final int MANY_TIMEOUTS = 4;
    private static final int SHOWN_OUTPUT = 2000;
    private static final Duration HURRIED = Duration.ofMillis(700);

    /** How many times longer than a simple conversation an answer may take when the program is given less time. */
    private static final int SLOWER = 4;

    private final Suite suite;
    private final Target target;
    private final CheckOptions options;
    private final Consumer<? super CaseResult> progress;
    private final List<CaseResult> results = new ArrayList<>();
    private final Map<String, String> placeholders = new HashMap<>();
    private final Recordings recordings;
    private @Nullable ServerSubject server;
    private boolean begun;
    private long begin;

    /** The cases that failed although whole messages were sent; others may need them. */
    private final Set<String> failed = new HashSet<>();

    /** Whether the program served the first client. */
    private boolean sane;

    /** How many steps have waited in vain; a program that hangs is given less time, so that all cases are run. */
    private int timeouts;

    /** The longest time that a sanity case took. It shows how slow this machine is. */
    private Duration slowest = Duration.ZERO;

    /**
     * Creates a checker for one run.
     *
     * @param suite the cases
     * @param target the program
     * @param options what is checked
     * @param progress receives each result when it is known
     */
    public Checker(Suite suite, Target target, CheckOptions options, Consumer<? super CaseResult> progress) {
        this.suite = Objects.requireNonNull(suite, "suite");
        this.target = Objects.requireNonNull(target, "target");
        this.options = Objects.requireNonNull(options, "options");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.recordings = new Recordings(options.record());
    }

    /**
     * Runs the check. Each checker is run once.
     *
     * @return the results; also if the program could not be started, or the checker failed
     * @throws IllegalStateException if it was run before
     */
    public CheckReport run() {
        if (begun) {
            throw new IllegalStateException("a checker is run once");
        }
        begun = true;
        begin = System.nanoTime();
        Problem problem = null;
        Path folder = null;
        try {
            folder = Files.createTempDirectory("labnet-check");
            placeholders.putAll(suite.prepare(folder));
            placeholders.putAll(target.placeholders());
            problem = runCases();
            markUnexpectedPasses();
        } catch (StartException e) {
            problem = new Problem(Verdict.NOT_STARTED, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            problem = new Problem(Verdict.INTERNAL, e.toString());
        } finally {
            if (server != null) {
                server.close();
            }
            delete(folder);
        }
        return new CheckReport(suite.protocol(), suite.side(), options, results, problem, elapsed());
    }

    private @Nullable Problem runCases() throws IOException {
        List<CheckCase> selected = suite.cases(new Random(options.seed())).stream()
                .filter(options::selects)
                .toList();
        if (selected.isEmpty()) {
            return new Problem(Verdict.TOO_LITTLE, "no case is selected");
        }
        Optional<String> mistake = options.withoutMeaning(suite);
        if (mistake.isPresent()) {
            return new Problem(Verdict.TOO_LITTLE, mistake.get());
        }
        if (suite.side() == Side.SERVER) {
            server = new ServerSubject(target, placeholders, options.patience());
        }
        int done = 0;
        try {
            if (server != null) {
                server.start();
            }
            meet();
            for (CheckCase each : selected) {
                note(check(each));
                done++;
            }
        } catch (StartException e) {
            // The report has all cases, whatever became of the program.
            selected.subList(done, selected.size())
                    .forEach(each -> note(new CaseResult(
                            each, Outcome.NOT_RUN, null, List.of("the program did not start"), Duration.ZERO)));
            throw e;
        }
        if (server != null && elapsed().compareTo(options.budget()) < 0) {
            server.start();
            Failure last = sanity();
            if (last != null && sane) {
                note(result(suite.sanity(), last, List.of("at the end"), 0));
            }
        }
        return null;
    }

    /** Tries whether the program serves the first client. */
    private void meet() throws IOException {
        Failure first = sanity();
        sane = first == null;
        note(result(suite.sanity(), first, List.of(), 0));
    }

    private void note(CaseResult result) {
        results.add(result);
        Failure failure = result.failure();
        boolean unmet = result.outcome() == Outcome.NOT_RUN;
        if (unmet || (failure != null && failure.level() == Level.MUST && failure.delivery() == Delivery.WHOLE)) {
            failed.add(result.checked().name());
        }
        progress.accept(result);
    }

    private CaseResult check(CheckCase each) throws IOException {
        long start = System.nanoTime();
        if (elapsed().compareTo(options.budget()) >= 0) {
            return new CaseResult(each, Outcome.NOT_RUN, null, List.of("the time was over"), Duration.ZERO);
        }
        Optional<String> unmet =
                each.needs().stream().filter(failed::contains).sorted().findFirst();
        if (unmet.isPresent()) {
            String note = "needs " + unmet.get() + ", which failed";
            return new CaseResult(each, Outcome.NOT_RUN, null, List.of(note), Duration.ZERO);
        }
        boolean unreachable = !target.isStarted() && (each.is(Trait.FRESH) || each.is(Trait.LAST));
        if (unreachable) {
            return new CaseResult(
                    each, Outcome.SKIPPED, null, List.of("needs a program that the check starts"), Duration.ZERO);
        }
        List<String> notes = new ArrayList<>();
        Failure failure = run(each, Delivery.WHOLE, notes);
        if (failure == null && !each.is(Trait.WHOLE)) {
            failure = inVariant(run(each, Delivery.BYTES, notes), suite.split());
        }
        Suite.Variant glued = suite.glued();
        if (failure == null && each.is(Trait.GLUED) && glued != null) {
            failure = inVariant(run(each, Delivery.GLUED, notes), glued);
        }
        if (server != null && (failure != null || each.is(Trait.HOSTILE))) {
            failure = servesNext(failure, each.is(Trait.HOSTILE));
        }
        return result(each, failure, notes, System.nanoTime() - start);
    }

    /** Tries whether the program serves the next client, and starts it again if not. */
    private @Nullable Failure servesNext(@Nullable Failure failure, boolean hostile) throws IOException {
        ServerSubject subject = Objects.requireNonNull(server);
        ProgramRun before = subject.program();
        boolean running = before == null || before.isAlive();
        if (running && !sane) {
            return failure;
        }
        // A program that has ended is started again by this case, too.
        Failure next = running ? sanity() : null;
        if (before != null && !before.isAlive() && (hostile || failure == null)) {
            return died(failure == null ? next : failure, before);
        }
        if (next != null && target.isStarted()) {
            subject.stop();
        }
        return failure != null || next == null
                ? failure
                : next.as(AnyRule.NEXT_CLIENT.number(), Level.MUST)
                        .at("the next client: " + next.step(), next.came(), null);
    }

    private static Failure died(@Nullable Failure seen, ProgramRun program) {
        String ending = program.ending();
        String output = program.output();
        String printed = output.substring(Math.max(0, output.length() - SHOWN_OUTPUT));
        return new Failure(
                AnyRule.NEXT_CLIENT.number(),
                Level.MUST,
                Delivery.WHOLE,
                seen == null ? List.of() : seen.passed(),
                "the next client",
                "the program goes on",
                "the program " + ending,
                new byte[0],
                0,
                null,
                ending,
                seen == null ? "" : seen.transcript(),
                printed);
    }

    private @Nullable Failure sanity() throws IOException {
        long start = System.nanoTime();
        Failure failure = run(suite.sanity(), Delivery.WHOLE, new ArrayList<>());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        slowest = failure == null && took.compareTo(slowest) > 0 ? took : slowest;
        return failure;
    }

    private @Nullable Failure run(CheckCase each, Delivery delivery, List<String> notes) throws IOException {
        if (server == null) {
            try (ClientSubject client = new ClientSubject(target, placeholders)) {
                return run(each, delivery, client, notes);
            }
        }
        if (each.is(Trait.FRESH)) {
            server.stop();
        }
        server.start();
        Failure failure = run(each, delivery, server, notes);
        if (each.is(Trait.LAST)) {
            server.stop();
        }
        return failure;
    }

    private @Nullable Failure run(CheckCase each, Delivery delivery, Subject subject, List<String> notes) {
        try (Recordings.Recording recording = recordings.begin()) {
            CaseRun run = new CaseRun(suite, each, delivery, subject, recording::over);
            long start = System.nanoTime();
            Duration patience = patience();
            Failure failure = run.run(patience);
            timeouts += failure != null && System.nanoTime() - start >= patience.toNanos() ? 1 : 0;
            run.notes().forEach(note -> notes.add(note + ", " + delivery));
            if (failure != null) {
                recording.keep(each, delivery, failure);
            }
            return failure;
        }
    }

    private static @Nullable Failure inVariant(@Nullable Failure failure, Suite.Variant variant) {
        return failure == null ? null : failure.as(variant.rule(), variant.level());
    }

    private CaseResult result(CheckCase each, @Nullable Failure failure, List<String> notes, long nanos) {
        Outcome outcome = failure == null ? Outcome.PASSED : Outcome.FAILED;
        CaseResult result = new CaseResult(each, outcome, failure, notes, Duration.ofNanos(nanos));
        String expected = options.expectedFailures().get(result.rule());
        return failure != null && expected != null && failure.came().contains(expected)
                ? result.with(Outcome.EXPECTED_FAILURE)
                : result;
    }

    /** Marks, for each rule that was announced as broken and was not, the first case that could have shown it. */
    private void markUnexpectedPasses() {
        for (String rule : options.expectedFailures().keySet()) {
            boolean broken = results.stream()
                    .anyMatch(result -> result.outcome() == Outcome.EXPECTED_FAILURE
                            && result.rule().equals(rule));
            for (int i = 0; i < results.size() && !broken; i++) {
                CaseResult result = results.get(i);
                if (result.outcome() == Outcome.PASSED && shows(result.checked(), rule)) {
                    broken = true;
                    results.set(i, result.with(Outcome.UNEXPECTED_PASS));
                    progress.accept(results.get(i));
                }
            }
        }
    }

    private boolean shows(CheckCase checked, String rule) {
        Suite.Variant glued = suite.glued();
        return checked.rule().equals(rule)
                || (!checked.is(Trait.WHOLE) && suite.split().rule().equals(rule))
                || (checked.is(Trait.GLUED) && glued != null && glued.rule().equals(rule));
    }

    private Duration patience() {
        if (timeouts < MANY_TIMEOUTS) {
            return options.patience();
        }
        return Collections.min(
                List.of(options.patience(), Collections.max(List.of(HURRIED, slowest.multipliedBy(SLOWER)))));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The files lie in the folder of temporary files.
            return;
        }
    }
}
