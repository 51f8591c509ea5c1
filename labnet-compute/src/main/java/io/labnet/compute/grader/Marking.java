// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.Question.Answer;
import io.labnet.compute.internal.UuidText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the results of all clients together, at what none of them can see alone: how the server counts Fibonacci
 * numbers, and which client's UUID went to another.
 */
final class Marking {
    private final FibonacciCount count;
    private final Map<UUID, String> owners = new HashMap<>();
    private final List<ClientResult> results;

    Marking(List<ClientResult> results) {
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

    /** Tells how the server counts; as documented, where nothing tells. */
    FibonacciCount count() {
        return count;
    }

    /** Gives the results, where right answers of a server that contradicts itself are wrong. */
    List<ClientResult> results() {
        return results;
    }

    private ClientResult marked(ClientResult result) {
        List<Outcome> outcomes = result.outcomes().stream()
                .map(outcome -> outcome.isRight() ? checked(outcome, result) : explained(outcome, result))
                .toList();
        return result.withOutcomes(outcomes);
    }

    private Outcome checked(Outcome outcome, ClientResult result) {
        String owner = owner(result.uuid());
        if (!owner.equals(result.name())) {
            String right = expected(outcome.question(), NameUuid.of(result.name()));
            return outcome.faulted(owner + " was given the same UUID", right);
        }
        if (outcome.question().kind() == RequestWord.FIBONACCI
                && !outcome.counts().contains(count)) {
            String right = expected(outcome.question(), Objects.requireNonNull(result.uuid(), "it was in the reply"));
            return outcome.faulted("the other Fibonacci numbers are " + count, right);
        }
        return outcome;
    }

    /** Shows the reply that would be right of a server that counts as this one does. */
    private String expected(Question question, UUID uuid) {
        List<Answer> answers = question.answers().stream()
                .filter(answer -> answer.counts().isEmpty() || answer.counts().contains(count))
                .toList();
        return new ReplyMatcher(answers, uuid).expected();
    }

    private Outcome explained(Outcome outcome, ClientResult result) {
        String owner = owner(UuidText.find(outcome.received()));
        return owner.isEmpty() || owner.equals(result.name())
                ? outcome
                : outcome.faulted("the reply has the UUID of " + owner);
    }

    private String owner(@Nullable UUID uuid) {
        return uuid == null ? "" : owners.getOrDefault(uuid, "");
    }

    private static long fitting(List<ClientResult> results, FibonacciCount count) {
        return results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> outcome.counts().contains(count))
                .count();
    }
}
