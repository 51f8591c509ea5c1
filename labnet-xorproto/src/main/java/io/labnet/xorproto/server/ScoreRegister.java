// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorProtocol;

/** Where the scores of students are stored before they are told. */
@FunctionalInterface
public interface ScoreRegister {
    /** Stores nothing, and says so to those who submit. */
    ScoreRegister NONE = (studentId, points) -> {
        throw new ScoreRefusedException("THIS SERVER STORES NO SCORES");
    };

    /** The smallest number that has 8 digits. */
    long LEAST_STUDENT_ID = 10_000_000;

    /** The largest number that has 8 digits. */
    long GREATEST_STUDENT_ID = 99_999_999;

    /**
     * Stores a score, if it is the best of the student. Called by threads of a {@link ScoreQueue}, several at once; it may
     * block, but for {@link XorProtocol#LONGEST_STORE} at most. It is interrupted when the queue is closed.
     *
     * @param studentId the student, {@value #LEAST_STUDENT_ID} to {@value #GREATEST_STUDENT_ID}
     * @param points the score, 0 to 50
     * @throws ScoreRefusedException if the score is not stored, for a reason that the client is told
     * @throws Exception if the score may not be stored; the client is told so with a number, and the listener that number
     *     with the exception. When the method returns, the score survives whatever happens to
     *     this process
     */
    void register(long studentId, int points) throws Exception;

    /**
     * {@return whether scores can be stored under a number: it has 8 digits}
     *
     * @param sid any number
     */
    static boolean isStudentId(long sid) {
        return sid >= LEAST_STUDENT_ID && sid <= GREATEST_STUDENT_ID;
    }
}
