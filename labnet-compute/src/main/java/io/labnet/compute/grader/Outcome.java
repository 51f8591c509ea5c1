// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import java.util.List;

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
        Question question, List<FibonacciCount> counts, String sent, String expected, String received, String fault) {
    static Outcome right(Question question, List<FibonacciCount> counts, String received) {
        return new Outcome(question, List.copyOf(counts), question.sent(), "", received, "");
    }

    static Outcome wrong(Question question, String sent, String fault, String expected, String received) {
        return new Outcome(question, List.of(), sent, expected, received, fault);
    }

    static Outcome unsent(Question question, String fault, String received) {
        return wrong(question, "", fault, "", received);
    }

    /** The same, for another reason. */
    Outcome faulted(String reason) {
        return faulted(reason, expected);
    }

    /** The same, but wrong for a reason, where something else would have been right. */
    Outcome faulted(String reason, String right) {
        return wrong(question, sent, reason, right, received);
    }

    /** Tells whether anything of the question has left. */
    boolean isSent() {
        return !sent.isEmpty();
    }

    boolean isRight() {
        return fault.isEmpty();
    }
}
