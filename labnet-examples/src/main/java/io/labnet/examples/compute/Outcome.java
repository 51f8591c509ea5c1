// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import java.util.List;

/**
 * What came of a question.
 *
 * @param question what was asked
 * @param counts for a right Fibonacci number, how the server may count; otherwise none
 * @param expected what would have been right; empty when the question was not asked, or the answer was right
 * @param received what came, possibly nothing
 * @param fault why it counts as wrong, in words; empty when it was right
 */
record Outcome(Question question, List<FibonacciCount> counts, String expected, String received, String fault) {
    static Outcome right(Question question, List<FibonacciCount> counts, String received) {
        return new Outcome(question, List.copyOf(counts), "", received, "");
    }

    static Outcome wrong(Question question, String fault, String expected, String received) {
        return new Outcome(question, List.of(), expected, received, fault);
    }

    /** The same, for another reason. */
    Outcome faulted(String reason) {
        return wrong(question, reason, expected, received);
    }

    boolean isRight() {
        return fault.isEmpty();
    }
}
