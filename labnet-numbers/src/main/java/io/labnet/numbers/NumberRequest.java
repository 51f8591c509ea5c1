// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import java.util.Objects;

/**
 * What a client sends: {@code {"client_name": "Ada Client", "client_number": 25}}.
 *
 * @param clientName the client's name, possibly empty
 * @param clientNumber the client's number, any at all: one that {@link #isInRange} denies has a meaning too
 */
public record NumberRequest(String clientName, long clientNumber) {
    /** The smallest number that is answered. */
    public static final int MIN_NUMBER = 1;

    /** The largest number that is answered. */
    public static final int MAX_NUMBER = 100;

    /**
     * Makes a request.
     *
     * @param clientName the client's name
     * @param clientNumber the client's number
     */
    public NumberRequest {
        Objects.requireNonNull(clientName, "clientName");
    }

    /**
     * Tells whether the number is answered. Any other ends the server.
     *
     * @return whether it is one of {@link #MIN_NUMBER} to {@link #MAX_NUMBER}
     */
    public boolean isInRange() {
        return inRange(clientNumber);
    }

    /** Tells whether either side may pick a number. */
    static boolean inRange(long number) {
        return number >= MIN_NUMBER && number <= MAX_NUMBER;
    }
}
