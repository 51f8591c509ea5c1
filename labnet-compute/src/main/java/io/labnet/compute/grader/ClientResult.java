// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.grader.internal.Deviation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of one client's test.
 *
 * @param name the client's name
 * @param uuid the UUID from the server, {@code null} if it sent none
 * @param outcomes the outcome of each question, in the order of asking
 * @param deviations how the correct replies to the client differ from the documented form; a difference is listed once
 *     for each reply that has it
 * @param endReason why the connection ended before all questions had an answer; empty if it did not end early
 */
record ClientResult(
        String name, @Nullable UUID uuid, List<Outcome> outcomes, List<Deviation> deviations, String endReason) {
    ClientResult {
        outcomes = List.copyOf(outcomes);
        deviations = List.copyOf(deviations);
    }

    ClientResult withOutcomes(List<Outcome> others) {
        return new ClientResult(name, uuid, others, deviations, endReason);
    }

    /** Returns this result with another reason for the early end of the connection. */
    ClientResult withEndReason(String reason) {
        return withOutcomes(outcomes.stream()
                .map(outcome -> endedEarly() && outcome.fault().equals(endReason) ? outcome.asWrong(reason) : outcome)
                .toList());
    }

    /** Returns whether the connection ended before all questions had an answer. */
    boolean endedEarly() {
        return !endReason.isEmpty();
    }

    /** Returns whether all questions were asked, and the connection did not end before the last reply. */
    boolean isComplete() {
        return !endedEarly() && unsent().isEmpty();
    }

    /**
     * Returns the outcomes of the questions that were not asked. All of them have the same fault.
     */
    List<Outcome> unsent() {
        return outcomes.stream().filter(outcome -> !outcome.isSent()).toList();
    }

    /**
     * The outcome of a question.
     *
     * @param question the question
     * @param counts for a correct Fibonacci number, the numberings that fit the reply; otherwise empty
     * @param sent the part of the question that was sent, possibly empty
     * @param expected the correct reply; empty if the question was not asked or the reply was correct
     * @param received the reply, possibly empty. If the server sent no UUID, no question was asked, and this is the
     *     server's reply to the name
     * @param fault why the reply is wrong or missing; empty if it was correct
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

        Outcome asWrong(String reason) {
            return asWrong(reason, expected);
        }

        /** Returns a copy that marks the reply as wrong, with a reason and the correct reply. */
        Outcome asWrong(String reason, String right) {
            return wrong(question, sent, reason, right, received);
        }

        boolean isSent() {
            return !sent.isEmpty();
        }

        boolean isRight() {
            return fault.isEmpty();
        }
    }
}
