// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a client's test.
 *
 * @param name what it calls itself
 * @param uuid what the server knows it by, {@code null} when it was told none
 * @param outcomes what came of each question, in the order in which they were asked
 * @param deviations how its replies differ from what is documented, once for each reply
 * @param cut the fault of those questions that have no answer because the connection ended, empty if it did not
 */
record ClientResult(
        String name, @Nullable UUID uuid, List<Outcome> outcomes, List<ReplyDeviation> deviations, String cut) {
    ClientResult {
        outcomes = List.copyOf(outcomes);
        deviations = List.copyOf(deviations);
    }

    /** The same with other outcomes. */
    ClientResult withOutcomes(List<Outcome> others) {
        return new ClientResult(name, uuid, others, deviations, cut);
    }

    /** The same, but the connection ended for a reason that the client did not know. */
    ClientResult cutBecause(String reason) {
        return withOutcomes(outcomes.stream()
                .map(outcome -> isCut() && outcome.fault().equals(cut) ? outcome.faulted(reason) : outcome)
                .toList());
    }

    /** Tells whether the connection ended before all questions had an answer. */
    boolean isCut() {
        return !cut.isEmpty();
    }

    /** Tells whether all questions were asked, and the connection lasted for as long. */
    boolean isComplete() {
        return !isCut() && outcomes.stream().allMatch(Outcome::isSent);
    }
}
