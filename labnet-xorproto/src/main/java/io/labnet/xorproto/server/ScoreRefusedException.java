// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Says to a client why its score is not stored. What a {@link ScoreRegister} throws otherwise is for the server alone, and
 * the client is told a number by which it can be found in the server's log.
 */
public final class ScoreRefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LEAST_NUMBER = 100_000;
    private static final int NUMBERS_END = 1_000_000;

    /**
     * Makes an exception.
     *
     * @param message what the client is told, as one line that is cut before it has a kilobyte
     */
    public ScoreRefusedException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what the client is told, as one line that is cut before it has a kilobyte
     * @param cause what only the server's log tells
     */
    public ScoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Leaves what is meant for the client, and puts a number in the place of everything else. */
    static ScoreRefusedException of(Throwable failure) {
        if (failure instanceof ScoreRefusedException refused) {
            return refused;
        }
        int number = ThreadLocalRandom.current().nextInt(LEAST_NUMBER, NUMBERS_END);
        return new ScoreRefusedException("THE SCORE COULD NOT BE STORED, ERROR " + number, failure);
    }
}
