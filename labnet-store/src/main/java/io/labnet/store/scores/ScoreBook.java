// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import io.labnet.store.DatabaseException;
import java.util.List;

/**
 * The best score of each student in each task, with the time of it and the number of attempts. Safe for use by many
 * threads at once. Every call may have to wait for a database, so a server makes it in
 * {@link io.labnet.core.session.Outbox#work}.
 */
public interface ScoreBook extends AutoCloseable {
    /**
     * Gives a book that lives as long as the object, for tests and trials.
     *
     * @return a new, empty book, which never throws a {@link ScoreBookException}
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
     * @throws ScoreBookException if the database can't be reached or written, is none, or was made by a newer version
     * @throws IllegalArgumentException if {@code db} is none of those
     */
    static ScoreBook open(String db) throws ScoreBookException {
        try {
            return new JdbcScoreBook(Database.open(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
        } catch (DatabaseException e) {
            throw new ScoreBookException(e);
        }
    }

    /**
     * Opens a book for looking at it; it may take no scores. Nothing is created.
     *
     * @param db what {@link #open} takes
     * @return the book
     * @throws ScoreBookException if the database can't be reached, is none, or holds no book of this version
     * @throws IllegalArgumentException if {@code db} is none of those
     */
    static ScoreBook openToRead(String db) throws ScoreBookException {
        try {
            return new JdbcScoreBook(Database.openToRead(DatabaseAddress.parse(db), JdbcScoreBook.SCHEMA));
        } catch (DatabaseException e) {
            throw new ScoreBookException(e);
        }
    }

    /**
     * Puts a score into the book. A worse score than the stored one only adds to the attempts; of equal ones the time of
     * the earliest is kept.
     *
     * @param submission the score
     * @return what the book now holds of the student in the task. When it is returned, it is stored so that it survives
     *     the end of this process, whatever ends it
     * @throws ScoreBookException if the score is not stored, or it is not known whether it is
     * @throws IllegalStateException if the book is closed
     */
    BestScore submit(Submission submission) throws ScoreBookException;

    /**
     * Lists the book.
     *
     * @return all scores at one moment, by student number, then by task; not modifiable, empty when there are none
     * @throws ScoreBookException if the book cannot be read
     * @throws IllegalStateException if the book is closed
     */
    List<BestScore> standings() throws ScoreBookException;

    /** Closes the book. What was submitted stays stored. A second call does nothing. */
    @Override
    void close();
}
