// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.xorproto.server.ScoreRegister;
import java.time.Instant;
import java.util.Objects;

/**
 * The score of a run, to store in a {@link ScoreBook}.
 *
 * @param studentId the student's number: 8 decimal digits, the first of them not 0
 * @param task the task
 * @param points from 0 to {@link ScoreTask#mostPoints()}
 * @param at when the score was reached; kept to the millisecond
 */
public record Submission(long studentId, ScoreTask task, int points, Instant at) {
    /**
     * Checks the bounds, and truncates the time to milliseconds.
     *
     * @param studentId the student's number
     * @param task the task
     * @param points the score
     * @param at when the score was reached
     * @throws IllegalArgumentException if the number does not have 8 digits, the points are out of their bounds, or the
     *     time does not fit in 64 bits of milliseconds since 1970
     */
    public Submission {
        Objects.requireNonNull(task, "task");
        if (!ScoreRegister.isStudentId(studentId)) {
            throw new IllegalArgumentException("student number " + studentId + " does not have 8 digits");
        }
        if (points < 0 || points > task.mostPoints()) {
            throw new IllegalArgumentException(
                    points + " points are not between 0 and " + task.mostPoints() + ", the most for " + task);
        }
        at = toMillisecond(at);
    }

    private static Instant toMillisecond(Instant at) {
        try {
            return Instant.ofEpochMilli(at.toEpochMilli());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the time " + at + " does not fit 64 bits of milliseconds", e);
        }
    }
}
