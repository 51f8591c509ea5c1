// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
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
record ClientResult(String name, @Nullable UUID uuid, List<Outcome> outcomes, List<Deviation> deviations, String cut) {
    ClientResult {
        outcomes = List.copyOf(outcomes);
        deviations = List.copyOf(deviations);
    }

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
        return !isCut() && unsent().isEmpty();
    }

    /** The questions that were not asked; once a conversation is over, that is for one and the same reason. */
    List<Outcome> unsent() {
        return outcomes.stream().filter(outcome -> !outcome.isSent()).toList();
    }

    /**
     * What came of a question.
     *
     * @param question what was asked
     * @param counts for a right Fibonacci number, how the server may count; otherwise none
     * @param sent what of it has left, or empty
     * @param expected what would have been right; empty when the question was not asked, or the answer was right
     * @param received what came, possibly nothing; what came for the name, if nothing was asked for want of a UUID
     * @param fault why it counts as wrong, in words; empty when it was right
     */
    record Outcome(
            TestRequest question,
            List<FibonacciCount> counts,
            String sent,
            String expected,
            String received,
            String fault) {
        static Outcome right(TestRequest question, List<FibonacciCount> counts, String received) {
            return new Outcome(question, counts, question.sent(), "", received, "");
        }

        static Outcome wrong(TestRequest question, String sent, String fault, String expected, String received) {
            return new Outcome(question, List.of(), sent, expected, received, fault);
        }

        static Outcome unsent(TestRequest question, String fault, String received) {
            return wrong(question, "", fault, "", received);
        }

        Outcome faulted(String reason) {
            return faulted(reason, expected);
        }

        /** The same, but wrong for a reason, where something else would have been right. */
        Outcome faulted(String reason, String right) {
            return wrong(question, sent, reason, right, received);
        }

        boolean isSent() {
            return !sent.isEmpty();
        }

        boolean isRight() {
            return fault.isEmpty();
        }
    }

    /** How a reply that counts as right is written otherwise than documented. */
    enum Deviation {
        UUID_FIRST("the UUID stands before the answer: documented is 8_UUID"),
        NO_DASHES("the UUID has no dashes"),
        WHITE_SPACE("there is a line end or other white space at an end"),
        OTHER_TEXT("there is text beside the UUID");

        /** In words that follow {@code in 4 replies}. */
        final String description;

        Deviation(String description) {
            this.description = description;
        }
    }
}
