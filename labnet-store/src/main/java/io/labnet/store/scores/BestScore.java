// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A student's entry in a {@link ScoreBook} for a task. The order in which submissions arrive does not change it.
 *
 * @param studentId the student's number, of 8 digits
 * @param task the task
 * @param points the best score of all submissions
 * @param at when that score was first reached
 * @param attempts the number of submissions, good or bad; at least 1
 */
public record BestScore(long studentId, ScoreTask task, int points, Instant at, long attempts) {
    /** Orders entries by student number, then by task. */
    static final Comparator<BestScore> ORDER =
            Comparator.comparingLong(BestScore::studentId).thenComparing(BestScore::task);

    /**
     * Checks that nothing is missing.
     *
     * @param studentId the student's number
     * @param task the task
     * @param points the best score
     * @param at when that score was first reached
     * @param attempts the number of submissions
     */
    public BestScore {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(at, "at");
    }

    /** Returns the entry after a first submission. */
    static BestScore first(Submission submission) {
        return new BestScore(submission.studentId(), submission.task(), submission.points(), submission.at(), 1);
    }

    /** Returns the combination of two entries of the same student and task. */
    BestScore combine(BestScore other) {
        boolean better = other.points > points || (other.points == points && other.at.isBefore(at));
        BestScore best = better ? other : this;
        return new BestScore(studentId, task, best.points, best.at, attempts + other.attempts);
    }
}
