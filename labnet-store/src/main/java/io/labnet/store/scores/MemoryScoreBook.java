// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A score book in memory. */
final class MemoryScoreBook implements ScoreBook {
    private record Key(long studentId, ScoreTask task) {}

    private final ConcurrentMap<Key, BestScore> scores = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public BestScore submit(Submission submission) {
        requireOpen();
        BestScore first = BestScore.first(submission);
        BestScore best = scores.merge(new Key(submission.studentId(), submission.task()), first, BestScore::combine);
        return Objects.requireNonNull(best, "merge never removes");
    }

    @Override
    public List<BestScore> standings() {
        requireOpen();
        return scores.values().stream().sorted(BestScore.ORDER).toList();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the score book is closed");
        }
    }
}
