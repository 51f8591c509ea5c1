// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorProtocol;

/** A store for students' scores; a server stores each score before it sends the result. */
@FunctionalInterface
public interface ScoreRegister {
    /** Stores nothing, and refuses every submission. */
    ScoreRegister NONE = (studentId, points) -> {
        throw new ScoreRefusedException("THIS SERVER STORES NO SCORES");
    };

    /** The smallest number that has 8 digits. */
    long MIN_STUDENT_ID = 10_000_000;

    /** The largest number that has 8 digits. */
    long GREATEST_STUDENT_ID = 99_999_999;

    /**
     * Stores a score, if it is the student's best. Several threads of a {@link ScoreQueue} may call this at the same
     * time. It may block for at most {@link XorProtocol#LONGEST_STORE}. Closing the queue interrupts the calling
     * thread. When the method returns, the score survives the end of this process.
     *
     * @param studentId the student, {@value #MIN_STUDENT_ID} to {@value #GREATEST_STUDENT_ID}
     * @param points the score, 0 to 50
     * @return the student's best score, including this one
     * @throws ScoreRefusedException if the score is not stored, with the message to the client
     * @throws Exception if it is not certain that the score is stored. The client gets a number instead of the
     *     exception's message, and the listener gets this number with the exception
     */
    int register(long studentId, int points) throws Exception;

    /**
     * {@return whether scores can be stored under a number: it has 8 digits}
     *
     * @param sid any number
     */
    static boolean isStudentId(long sid) {
        return sid >= MIN_STUDENT_ID && sid <= GREATEST_STUDENT_ID;
    }
}
