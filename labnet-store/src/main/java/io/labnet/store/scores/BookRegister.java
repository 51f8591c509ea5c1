// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.xorproto.server.ScoreRegister;
import java.time.Clock;
import java.util.Objects;

/**
 * Puts the scores of this task into a book.
 *
 * @param book the book; it answers within {@link io.labnet.xorproto.XorProtocol#LONGEST_STORE}
 * @param clock tells when a score was reached
 */
public record BookRegister(ScoreBook book, Clock clock) implements ScoreRegister {
    /**
     * Checks that nothing is missing.
     *
     * @param book the book
     * @param clock tells when a score was reached
     */
    public BookRegister {
        Objects.requireNonNull(book, "book");
        Objects.requireNonNull(clock, "clock");
    }

    @Override
    public void register(long studentId, int points) throws ScoreBookException {
        book.submit(new Submission(studentId, ScoreTask.XOR, points, clock.instant()));
    }
}
