// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A score and its fault in the words of the final packet. The words for what became of the score come last.
 *
 * @param score what was reached
 * @param fault what was wrong, {@code null} if nothing was
 */
record XorVerdict(XorScore score, @Nullable String fault) {
    private static final String MATCH = "DECRYPTED DATA MATCH";

    /** As documented, to the letter. */
    private static final String REGISTERED = " & YOUR POINTS ARE REGISTERED ON DATABASE";

    private static final String UNREGISTERED = ", " + XorResult.REGISTRATION_FAILED + ": ";

    /** Some programs read a packet of no more than a kilobyte. */
    private static final int MOST_BYTES = 900;

    /** For a run that stores nothing. */
    XorResult alone() {
        return result("");
    }

    /** For a score that is stored. */
    XorResult registered() {
        return result(REGISTERED);
    }

    XorResult unregistered(String why) {
        return result(UNREGISTERED + why);
    }

    private XorResult result(String ending) {
        String text = (fault == null ? MATCH : fault + "; " + score.explanation()) + ending;
        return new XorResult(fault == null, score.points(), fitting(text));
    }

    /** What a register says may be long, of several lines, or of other letters; none is cut in the middle. */
    private static String fitting(String text) {
        StringBuilder fitting = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int point = text.codePointAt(at);
            String letter = Character.isISOControl(point) ? " " : Character.toString(point);
            bytes += letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            fitting.append(letter);
        }
        return fitting.toString();
    }
}
