// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.server.internal.XorScore;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A score, and what is wrong with the answer. It creates the message of the final packet; the last words of the message
 * state whether the score was stored.
 *
 * @param score the score
 * @param fault what was wrong, {@code null} if nothing was
 */
record XorVerdict(XorScore score, @Nullable String fault) {
    private static final String MATCH = "DECRYPTED DATA MATCH";

    /** Exactly as documented. */
    private static final String REGISTERED = " & YOUR POINTS ARE REGISTERED ON DATABASE";

    private static final String UNREGISTERED = ", " + XorResult.REGISTRATION_FAILED + ": ";

    /** The maximum size of a message: some programs read at most a kilobyte of a packet. */
    private static final int MAX_BYTES = 900;

    /** Returns the result of a run that stores nothing. */
    XorResult alone() {
        return result("");
    }

    /**
     * Returns the result for a stored score.
     *
     * @param best the student's best score now
     */
    XorResult registered(int best) {
        return result(best > score.points() ? REGISTERED + "; your best so far stays " + best : REGISTERED);
    }

    XorResult unregistered(String why) {
        return result(UNREGISTERED + why);
    }

    private XorResult result(String ending) {
        String text = (fault == null ? MATCH : fault + "; " + score.explanation()) + ending;
        return new XorResult(fault == null, score.points(), fitting(text));
    }

    /**
     * Shortens a message without splitting a character, and replaces its control characters by spaces. Registers may
     * send any text.
     */
    private static String fitting(String text) {
        StringBuilder fitting = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int point = text.codePointAt(at);
            String letter = Character.isISOControl(point) ? " " : Character.toString(point);
            bytes += letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            fitting.append(letter);
        }
        return fitting.toString();
    }
}
