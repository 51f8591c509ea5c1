// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** How a client's conversation ended: with an answer, or with the reason why there was none. */
public sealed interface GradeOutcome permits GradeAnswer, GradeOutcome.NoAnswer {
    /**
     * Why there is no answer.
     *
     * @param reason the kind of the failure
     * @param explanation a sentence for the person who asked
     */
    record NoAnswer(Reason reason, String explanation) implements GradeOutcome {
        /** The kind of a failure. */
        public enum Reason {
            /** The server closed the connection without a reply, as servers do that refuse or misread a request. */
            CLOSED,
            /** What the server sent is no reply, or no key at hand opens it. */
            REJECTED,
            /** No whole reply came in time. */
            TIMED_OUT,
            /** The connection was lost. */
            DISCONNECTED
        }
    }
}
