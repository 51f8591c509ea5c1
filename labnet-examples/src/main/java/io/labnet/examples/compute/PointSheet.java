// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The points of a test, as the course document gives them: for each kind of request some if a client got nothing but right
 * answers, and as many again if all clients did.
 */
final class PointSheet {
    /** What a server reaches that answers everything right. */
    static final int MOST_POINTS = 40;

    private static final Map<RequestWord, Integer> STEPS =
            new EnumMap<>(Map.of(RequestWord.FIBONACCI, 5, RequestWord.FACTORIAL, 5, RequestWord.WORD_COUNT, 10));

    private final List<ClientResult> results;

    PointSheet(List<ClientResult> results) {
        this.results = List.copyOf(results);
    }

    /** Tells how many answers of a kind were right. */
    long right(RequestWord kind) {
        return results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> outcome.question().kind() == kind && outcome.isRight())
                .count();
    }

    /** Adds all points up. */
    int points() {
        int points = 0;
        for (Map.Entry<RequestWord, Integer> step : STEPS.entrySet()) {
            Predicate<ClientResult> served = result -> result.outcomes().stream()
                    .allMatch(outcome -> outcome.question().kind() != step.getKey() || outcome.isRight());
            points += results.stream().anyMatch(served) ? step.getValue() : 0;
            points += results.stream().allMatch(served) ? step.getValue() : 0;
        }
        return points;
    }
}
