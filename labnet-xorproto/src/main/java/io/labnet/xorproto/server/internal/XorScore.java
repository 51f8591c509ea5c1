// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server.internal;

/** The score of a client. Each constant requires everything that the previous ones require, and adds points. */
public enum XorScore {
    /** No valid request. */
    NOTHING(0, ""),

    /** A valid request. */
    HEADER(10, "HEADER 10"),

    /** In addition, the client's last packet has arrived, after the server had sent the whole text. */
    RECEIVED(20, "HEADER 10, ALL RECEIVED 10"),

    /** In addition, the answer has as many bytes as the text. */
    LENGTH(35, "HEADER 10, ALL RECEIVED 10, LENGTH 15"),

    /** In addition, the answer is equal to the text. */
    TEXT(50, "HEADER 10, ALL RECEIVED 10, LENGTH 15, TEXT 15");

    private final int points;
    private final String parts;

    XorScore(int points, String parts) {
        this.points = points;
        this.parts = parts;
    }

    /** {@return the points, 0 to 50} */
    public int points() {
        return points;
    }

    /** {@return the parts of the score, in the words of the final packet} */
    public String explanation() {
        return "SCORE " + points + " OF " + TEXT.points + (parts.isEmpty() ? "" : ": " + parts);
    }
}
