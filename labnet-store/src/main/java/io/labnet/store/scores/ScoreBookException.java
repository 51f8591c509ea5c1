// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.DatabaseException;

/**
 * Says that a {@link ScoreBook} could not be opened, could not take a score or could not be read, and why. Its message is
 * one line for the person who reads it, and holds no password.
 */
public final class ScoreBookException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message what could not be done, and why, in one line
     */
    public ScoreBookException(String message) {
        super(message);
    }

    /** Makes an exception that says what the database says. */
    ScoreBookException(DatabaseException cause) {
        super(cause.getMessage(), cause);
    }
}
