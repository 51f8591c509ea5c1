// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

/** How far a client has come. Each step has points of its own, and none is reached without those before it. */
enum XorScore {
    /** No valid request. */
    NOTHING(0, ""),

    /** A valid request. */
    HEADER(10, "HEADER 10"),

    /** And a last packet that came after the whole text had been sent. */
    RECEIVED(20, "HEADER 10, ALL RECEIVED 10"),

    /** And as many bytes as the text has. */
    LENGTH(35, "HEADER 10, ALL RECEIVED 10, LENGTH 15"),

    /** And the text. */
    TEXT(50, "HEADER 10, ALL RECEIVED 10, LENGTH 15, TEXT 15");

    private final int points;
    private final String parts;

    XorScore(int points, String parts) {
        this.points = points;
        this.parts = parts;
    }

    int points() {
        return points;
    }

    /** What scored, as the final packet says it. */
    String explanation() {
        return "SCORE " + points + " OF " + TEXT.points + (parts.isEmpty() ? "" : ": " + parts);
    }
}
