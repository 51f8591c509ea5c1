// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.CaseResult.Outcome;
import io.labnet.core.transport.trace.Side;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of a check.
 *
 * @param protocol the name of the protocol
 * @param side the role of the program
 * @param options what was asked for
 * @param results the results in the order of the cases
 * @param problem why the check could not be run to its end; {@code null} if it was
 * @param time how long it took
 */
public record CheckReport(
        String protocol,
        Side side,
        CheckOptions options,
        List<CaseResult> results,
        @Nullable Problem problem,
        Duration time) {
    private static final int MAX_CAUSES = 3;

    /**
     * Why a check could not be run to its end.
     *
     * @param verdict what this means for the result
     * @param message what was tried, and how it failed
     */
    public record Problem(Verdict verdict, String message) {}

    /** What a check has shown. */
    public enum Verdict {
        /** The program broke no rule that binds it. */
        PASSED(0),

        /** The program broke a rule. */
        BROKEN(1),

        /** The program could not be started or reached. */
        NOT_STARTED(3),

        /** Nothing was run, or too little to say that the program passed. */
        TOO_LITTLE(4),

        /** The checker itself failed. */
        INTERNAL(5);

        private final int exitStatus;

        Verdict(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /** {@return the exit status of a command that ran the check} */
        public int exitStatus() {
            return exitStatus;
        }
    }

    /**
     * A mistake that explains failures.
     *
     * @param rule the number of the broken rule
     * @param words what is wrong
     * @param cases how many cases failed because of it
     */
    public record Cause(String rule, String words, int cases) {}

    /**
     * Copies the results.
     *
     * @param protocol the name of the protocol
     * @param side the role of the program
     * @param options what was asked for
     * @param results the results
     * @param problem why the check could not be run to its end
     * @param time how long it took
     */
    public CheckReport {
        results = List.copyOf(results);
    }

    /** {@return what the check has shown} */
    public Verdict verdict() {
        if (problem != null && problem.verdict() == Verdict.INTERNAL) {
            return Verdict.INTERNAL;
        }
        // A program that can't be started again after it has broken a rule has broken the rule nevertheless.
        if (failures().findAny().isPresent()) {
            return Verdict.BROKEN;
        }
        if (problem != null) {
            return problem.verdict();
        }
        boolean all = results.stream().noneMatch(result -> result.outcome() == Outcome.NOT_RUN);
        boolean some = results.stream().anyMatch(result -> result.outcome() == Outcome.PASSED);
        return all && some ? Verdict.PASSED : Verdict.TOO_LITTLE;
    }

    /** {@return the results because of which the program fails} */
    public Stream<CaseResult> failures() {
        return results.stream().filter(result -> result.isFailure(options.strict()));
    }

    /** {@return the points that the program gets} */
    public int points() {
        return results.stream().mapToInt(CaseResult::points).sum();
    }

    /** {@return the points that a right program gets} */
    public int maxPoints() {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.SKIPPED)
                .mapToInt(result -> result.checked().points())
                .sum();
    }

    /**
     * Counts the cases with an outcome.
     *
     * @param outcome the outcome
     * @return the number of cases
     */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /**
     * Returns what explains most failures.
     *
     * @return at most three mistakes, the most frequent ones of binding rules first
     */
    public List<Cause> causes() {
        Map<String, Integer> counts = new HashMap<>();
        broken().forEach(result -> counts.merge(result.rule(), 1, Integer::sum));
        return examples().stream()
                .sorted(Comparator.comparing(CaseResult::level)
                        .thenComparing(result -> -counts.getOrDefault(result.rule(), 0)))
                .limit(MAX_CAUSES)
                .map(result -> new Cause(result.rule(), words(result.failure()), counts.getOrDefault(result.rule(), 0)))
                .toList();
    }

    /**
     * Returns a failure for each broken rule.
     *
     * @return the first failure of a case that is about the rule; if there is none, that of another case
     */
    public List<CaseResult> examples() {
        Map<String, CaseResult> examples = new LinkedHashMap<>();
        broken().forEach(result -> examples.merge(
                result.rule(), result, (first, next) -> isAboutItsRule(first) || !isAboutItsRule(next) ? first : next));
        return List.copyOf(examples.values());
    }

    private static boolean isAboutItsRule(CaseResult result) {
        return result.checked().rule().equals(result.rule());
    }

    private Stream<CaseResult> broken() {
        return results.stream().filter(result -> result.outcome() == Outcome.FAILED);
    }

    private static String words(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        if (failure.cause() != null) {
            return failure.cause();
        }
        if (failure.ending() == null) {
            return failure.came();
        }
        String ending = failure.came().endsWith(failure.ending()) ? "" : "; the program " + failure.ending();
        String last = failure.printed().strip().lines().reduce("", (before, line) -> line);
        return failure.came() + ending + (last.isEmpty() ? "" : "; it printed last: " + last);
    }
}
