// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** The outcome of a client's conversation: an answer, or the reason why there is none. */
public sealed interface GradeOutcome permits GradeAnswer, GradeOutcome.NoAnswer {
    /**
     * The reason why there is no answer.
     *
     * @param reason the kind of the failure
     * @param explanation a sentence for the user
     */
    record NoAnswer(Reason reason, String explanation) implements GradeOutcome {
        /** The kind of a failure. */
        public enum Reason {
            /** The server closed the connection without a reply: it refused or misread the request. */
            CLOSED,
            /** The bytes from the server are not a reply, or no available key decrypts it. */
            REJECTED,
            /** The client received no complete reply in time. */
            TIMED_OUT,
            /** The connection was lost. */
            DISCONNECTED
        }
    }
}
