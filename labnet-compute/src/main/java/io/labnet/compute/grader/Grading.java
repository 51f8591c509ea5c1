// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.ClientResult.Outcome;
import io.labnet.compute.grader.internal.Answer;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.compute.grader.internal.ReplyMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The grading of all clients' results together. It determines how the server numbers Fibonacci numbers (from 0 or from
 * 1), and whether it sent one client's UUID to another. It awards the points of the course document for each kind of
 * request: half of them if at least one client got only correct answers, and all of them if every client did.
 */
final class Grading {
    /** How the server numbers Fibonacci numbers; as documented, if the replies do not show it. */
    final FibonacciCount count;

    /**
     * The results, in which two more kinds of answers are marked wrong: those with another client's UUID, and Fibonacci
     * numbers that do not fit {@link #count}.
     */
    final List<ClientResult> results;

    private final Map<UUID, String> owners = new HashMap<>();

    Grading(List<ClientResult> results) {
        long oneBased = fitting(results, FibonacciCount.ONE_BASED);
        long zeroBased = fitting(results, FibonacciCount.ZERO_BASED);
        this.count = zeroBased > oneBased ? FibonacciCount.ZERO_BASED : FibonacciCount.ONE_BASED;
        for (ClientResult result : results) {
            if (result.uuid() != null) {
                owners.putIfAbsent(result.uuid(), result.name());
            }
        }
        this.results = results.stream().map(this::marked).toList();
    }

    int points() {
        return points(RequestWord.FIBONACCI) + points(RequestWord.FACTORIAL) + points(RequestWord.WORD_COUNT);
    }

    int points(RequestWord kind) {
        int failed = failed(kind).size();
        return failed == 0 ? maxPoints(kind) : failed < results.size() ? maxPoints(kind) / 2 : 0;
    }

    int maxPoints(RequestWord kind) {
        return kind == RequestWord.WORD_COUNT ? ComputeGrader.MAX_POINTS / 2 : ComputeGrader.MAX_POINTS / 4;
    }

    long right(RequestWord kind) {
        return outcomes(kind).filter(Outcome::isRight).count();
    }

    Stream<Outcome> outcomes(RequestWord kind) {
        return outcomes(results).filter(outcome -> outcome.question().kind() == kind);
    }

    /** Returns the names of the clients without a correct answer to each request of a kind. */
    List<String> failed(RequestWord kind) {
        return results.stream()
                .filter(result -> result.outcomes().stream()
                        .anyMatch(outcome -> outcome.question().kind() == kind && !outcome.isRight()))
                .map(ClientResult::name)
                .toList();
    }

    private ClientResult marked(ClientResult result) {
        return result.withOutcomes(result.outcomes().stream()
                .map(outcome -> outcome.isRight() ? checked(outcome, result) : explained(outcome, result))
                .toList());
    }

    private Outcome checked(Outcome outcome, ClientResult result) {
        String owner = owner(result.uuid());
        if (!owner.equals(result.name())) {
            String right = expected(outcome.question(), NameUuid.of(result.name()));
            return outcome.asWrong(ComputeRule.OWN_UUID.cited(owner + " got the same UUID"), right);
        }
        if (outcome.question().kind() == RequestWord.FIBONACCI
                && !outcome.counts().contains(count)) {
            String right = expected(outcome.question(), Objects.requireNonNull(result.uuid(), "it was in the reply"));
            return outcome.asWrong(ComputeRule.ONE_COUNT.cited("the other Fibonacci numbers are " + count), right);
        }
        return outcome;
    }

    /** Returns the correct reply, with Fibonacci numbers numbered as the tested server numbers them. */
    private String expected(TestRequest question, UUID uuid) {
        List<Answer> answers = question.right().get().stream()
                .filter(answer -> answer.counts().isEmpty() || answer.counts().contains(count))
                .toList();
        return new ReplyMatcher(answers, uuid).expected();
    }

    private Outcome explained(Outcome outcome, ClientResult result) {
        String owner = owner(IdentityMatcher.find(outcome.received()));
        return owner.isEmpty() || owner.equals(result.name())
                ? outcome
                : outcome.asWrong(ComputeRule.REPLY.cited(
                        "the reply has the UUID of " + owner, "threads share the variable with the UUID"));
    }

    private String owner(@Nullable UUID uuid) {
        return uuid == null ? "" : owners.getOrDefault(uuid, "");
    }

    private static long fitting(List<ClientResult> results, FibonacciCount count) {
        return outcomes(results)
                .filter(outcome -> outcome.counts().contains(count))
                .count();
    }

    private static Stream<Outcome> outcomes(List<ClientResult> results) {
        return results.stream().flatMap(result -> result.outcomes().stream());
    }
}
