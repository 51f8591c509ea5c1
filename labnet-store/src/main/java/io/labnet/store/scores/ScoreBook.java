// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import io.labnet.xorproto.server.ScoreRegister;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * The best score of each student in each task, with the time of it and the number of attempts. Safe for use by many
 * threads at once. Every call may have to wait for a database, so a server makes it in
 * {@link io.labnet.core.session.Outbox#work}. The message of an {@link IOException} is one line for the person who reads it,
 * and holds no password.
 */
public interface ScoreBook extends AutoCloseable {
    /**
     * Gives a book that lives as long as the object, for tests and trials.
     *
     * @return a new, empty book, which never throws an {@link IOException}
     */
    static ScoreBook inMemory() {
        return new MemoryScoreBook();
    }

    /**
     * Opens a book for taking scores.
     *
     * @param db a SQLite file, which is created when it is missing, {@code jdbc:sqlite:FILE}, or
     *     {@code jdbc:postgresql://HOST:PORT/NAME}, where tables are created when they are missing
     * @return the book; several processes may have it open at once
     * @throws IOException if the database can't be reached or written, is none, or was made by a newer version
     * @throws IllegalArgumentException if {@code db} is none of those
     */
    static ScoreBook open(String db) throws IOException {
        return new JdbcScoreBook(Database.open(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
    }

    /**
     * Opens a book for looking at it; it may take no scores. Nothing is created.
     *
     * @param db what {@link #open} takes
     * @return the book
     * @throws IOException if the database can't be reached, is none, or holds no book of this version
     * @throws IllegalArgumentException if {@code db} is none of those
     */
    static ScoreBook openToRead(String db) throws IOException {
        return new JdbcScoreBook(Database.openToRead(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
    }

    /**
     * Puts a score into the book. A worse score than the stored one only adds to the attempts; of equal ones the time of
     * the earliest is kept.
     *
     * @param submission the score
     * @return what the book now holds of the student in the task. When it is returned, it is stored so that it survives
     *     the end of this process, whatever ends it
     * @throws IOException if the score is not stored, or it is not known whether it is
     * @throws IllegalStateException if the book is closed
     */
    BestScore submit(Submission submission) throws IOException;

    /**
     * Lists the book.
     *
     * @return all scores at one moment, by student number, then by task; not modifiable, empty when there are none
     * @throws IOException if the book cannot be read
     * @throws IllegalStateException if the book is closed
     */
    List<BestScore> standings() throws IOException;

    /**
     * Gives a register for a server of the XOR task, which puts its scores into this book.
     *
     * @param clock tells when a score was reached
     * @return the register; a database behind it answers within {@link io.labnet.xorproto.XorProtocol#LONGEST_STORE}
     */
    default ScoreRegister xorRegister(Clock clock) {
        return (studentId, points) -> submit(new Submission(studentId, ScoreTask.XOR, points, clock.instant()));
    }

    /** Closes the book. What was submitted stays stored. A second call does nothing. */
    @Override
    void close();
}
