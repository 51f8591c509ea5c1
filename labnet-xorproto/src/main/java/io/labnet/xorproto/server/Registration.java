// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The storing of one score: by its conversation and, if the client is gone before that is done, once more afterwards. */
final class Registration {
    private final ScoreRegister scores;
    private final long student;
    private final int points;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean stored;

    Registration(ScoreRegister scores, long student, int points) {
        this.scores = scores;
        this.student = student;
        this.points = points;
    }

    /** Stores the score unless it is stored already; waits for an attempt under way. Answers what went wrong, if anything. */
    Optional<ScoreRefusedException> attempt() {
        lock.lock();
        try {
            if (!stored) {
                scores.register(student, points);
                stored = true;
            }
            return Optional.empty();
        } catch (Throwable t) {
            // Registers written in other languages throw what nobody declared; the client waits to be told.
            return Optional.of(ScoreRefusedException.of(t));
        } finally {
            lock.unlock();
        }
    }
}
