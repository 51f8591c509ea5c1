// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.RequestWord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
        return outcomes(kind).filter(Outcome::isRight).count();
    }

    /** Adds all points up. */
    int points() {
        int points = 0;
        for (RequestWord kind : STEPS.keySet()) {
            points += points(kind);
        }
        return points;
    }

    /** Adds up the points of a kind. */
    int points(RequestWord kind) {
        int step = step(kind);
        int failed = failed(kind).size();
        return (failed < results.size() ? step : 0) + (failed == 0 ? step : 0);
    }

    /** Tells how many points there are for a kind. */
    int most(RequestWord kind) {
        return 2 * step(kind);
    }

    /** Tells how many answers of a kind were asked for. */
    long asked(RequestWord kind) {
        return outcomes(kind).count();
    }

    /** Names the clients that did not get all answers of a kind right. */
    List<String> failed(RequestWord kind) {
        return results.stream()
                .filter(result -> result.outcomes().stream()
                        .anyMatch(outcome -> outcome.question().kind() == kind && !outcome.isRight()))
                .map(ClientResult::name)
                .toList();
    }

    private Stream<Outcome> outcomes(RequestWord kind) {
        return results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> outcome.question().kind() == kind);
    }

    private static int step(RequestWord kind) {
        return Objects.requireNonNull(STEPS.get(kind), "a kind of request");
    }
}
