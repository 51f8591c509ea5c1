// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Thrown by a {@link ScoreRegister} with a message for the client about why its score is not stored. The client does
 * not see the message of any other exception: it gets a number that identifies the exception in the server's log.
 */
public final class ScoreRefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MIN_NUMBER = 100_000;
    private static final int NUMBERS_END = 1_000_000;

    /**
     * Creates an exception.
     *
     * @param message the message to the client, one line; truncated to less than a kilobyte
     */
    public ScoreRefusedException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the message to the client, one line; truncated to less than a kilobyte
     * @param cause the cause, for the server's log only
     */
    public ScoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns the failure if it is meant for the client, or else an exception with a number in place of its
     * message.
     */
    static ScoreRefusedException of(Throwable failure) {
        if (failure instanceof ScoreRefusedException refused) {
            return refused;
        }
        int number = ThreadLocalRandom.current().nextInt(MIN_NUMBER, NUMBERS_END);
        return new ScoreRefusedException("THE SCORE COULD NOT BE STORED, ERROR " + number, failure);
    }
}
