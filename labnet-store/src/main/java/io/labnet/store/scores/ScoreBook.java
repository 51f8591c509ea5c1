// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import io.labnet.xorproto.server.ScoreRegister;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * The best score of each student in each task, with its time and the number of attempts. Thread-safe. Every call may
 * wait for a database, so a server calls it on another thread, with {@link io.labnet.core.session.Outbox#work}. The
 * message of an {@link IOException} is one line for the user, without passwords.
 */
public interface ScoreBook extends AutoCloseable {
    /**
     * Returns a book in memory, for tests and trials.
     *
     * @return a new, empty book, which never throws an {@link IOException}
     */
    static ScoreBook inMemory() {
        return new MemoryScoreBook();
    }

    /**
     * Opens a book for reading and writing.
     *
     * @param db the database: the name of a SQLite file, {@code jdbc:sqlite:FILE}, or {@code
     *     jdbc:postgresql://HOST:PORT/NAME}. A missing SQLite file is created, and so are missing tables
     * @return the book; several processes may have it open at the same time
     * @throws IOException if the database can't be reached or written, is not a database, or is of a newer version
     * @throws IllegalArgumentException if {@code db} has none of these forms
     */
    static ScoreBook open(String db) throws IOException {
        return new JdbcScoreBook(Database.open(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
    }

    /**
     * Opens a book for reading only. Creates no file and no tables; storing a score in this book may fail.
     *
     * @param db as in {@link #open}
     * @return the book
     * @throws IOException if the database can't be reached, is not a database, or has no book of this version
     * @throws IllegalArgumentException if {@code db} has none of these forms
     */
    static ScoreBook openToRead(String db) throws IOException {
        return new JdbcScoreBook(Database.openToRead(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
    }

    /**
     * Stores a score. A worse score than the stored one only increases the number of attempts. If the scores are equal,
     * the earlier time is kept. When the method returns, the score survives the end of this process.
     *
     * @param submission the score
     * @return the student's entry for the task after the submission
     * @throws IOException if the score is not stored, or it is not known whether it is
     * @throws IllegalStateException if the book is closed
     */
    BestScore submit(Submission submission) throws IOException;

    /**
     * Lists the book.
     *
     * @return a snapshot of all scores, by student number, then by task; not modifiable, empty when there are none
     * @throws IOException if the book cannot be read
     * @throws IllegalStateException if the book is closed
     */
    List<BestScore> standings() throws IOException;

    /**
     * Returns a register with which a server of the XOR task stores scores in this book.
     *
     * @param clock the clock for the times of scores
     * @return the register; its database answers or fails within {@link io.labnet.xorproto.XorProtocol#LONGEST_STORE}
     */
    default ScoreRegister xorRegister(Clock clock) {
        return (studentId, points) -> submit(new Submission(studentId, ScoreTask.XOR, points, clock.instant()))
                .points();
    }

    /** Closes the book. Submitted scores stay stored. A second call does nothing. */
    @Override
    void close();
}
