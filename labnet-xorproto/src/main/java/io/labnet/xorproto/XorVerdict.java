// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import java.util.concurrent.RejectedExecutionException;
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

    private static final String UNREGISTERED = ", REGISTRATION FAILED: ";

    /** Some programs read a packet of no more than a kilobyte. */
    private static final int LONGEST_MESSAGE = 900;

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

    XorResult unregistered(Exception failure) {
        if (failure instanceof RejectedExecutionException) {
            return unregistered("THE SERVER HAS TOO MUCH TO DO, TRY AGAIN");
        }
        String message = failure.getMessage();
        return unregistered(message == null ? failure.getClass().getSimpleName() : message);
    }

    private XorResult result(String ending) {
        String text = (fault == null ? MATCH : fault + "; " + score.explanation()) + ending;
        return new XorResult(
                fault == null, score.points(), text.substring(0, Math.min(text.length(), LONGEST_MESSAGE)));
    }
}
