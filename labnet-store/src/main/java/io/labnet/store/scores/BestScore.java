// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * What a {@link ScoreBook} holds of a student in a task. The order in which submissions were stored does not change it.
 *
 * @param studentId the student's number, of 8 digits
 * @param task what was scored
 * @param points the best score of all submissions
 * @param at when that was reached first
 * @param attempts how many submissions there were, good or bad; at least 1
 */
public record BestScore(long studentId, ScoreTask task, int points, Instant at, long attempts) {
    /** By student number, then by task. */
    static final Comparator<BestScore> ORDER =
            Comparator.comparingLong(BestScore::studentId).thenComparing(BestScore::task);

    /**
     * Checks that nothing is missing.
     *
     * @param studentId the student's number
     * @param task what was scored
     * @param points the best score
     * @param at when that was reached first
     * @param attempts how many submissions there were
     */
    public BestScore {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(at, "at");
    }

    /** What a first submission makes. */
    static BestScore first(Submission submission) {
        return new BestScore(submission.studentId(), submission.task(), submission.points(), submission.at(), 1);
    }

    /** What two sets of submissions of one student in one task make together. */
    BestScore and(BestScore other) {
        boolean better = other.points > points || (other.points == points && other.at.isBefore(at));
        BestScore best = better ? other : this;
        return new BestScore(studentId, task, best.points, best.at, attempts + other.attempts);
    }
}
