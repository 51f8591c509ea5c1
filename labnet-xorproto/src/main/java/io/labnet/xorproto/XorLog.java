// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.LineLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Logs what an operator must know. A student misses each score that is not stored, so a whole class behind one address is
 * logged at once; still no address fills the log.
 */
final class XorLog {
    private static final Logger LOGGER = System.getLogger(XorListener.class.getName());
    private static final int LINES_PER_SECOND = 50;
    private static final int LINES_AT_ONCE = 1000;
    private static final LineLimit LIMIT =
            new LineLimit(LINES_PER_SECOND, LINES_AT_ONCE, counts -> LOGGER.log(Level.WARNING, counts));

    private XorLog() {}

    /** Logs a failure: in one line if a file or a database can cause it, with its trace if only the program can. */
    static void failed(Level level, Peer peer, String what, Throwable cause) {
        if (!LIMIT.permits(peer.host())) {
            return;
        }
        boolean expected = !(cause instanceof RuntimeException || cause instanceof Error)
                || cause instanceof RejectedExecutionException;
        if (expected) {
            LOGGER.log(level, what + ", client " + peer + ": " + cause.getMessage() + origin(cause.getCause()));
            LOGGER.log(Level.DEBUG, what, cause);
        } else {
            LOGGER.log(level, what + ", client " + peer, cause);
        }
    }

    /** What the client is not told: its number stands in the same line. */
    private static String origin(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        return ": " + (cause.getMessage() == null ? cause : cause.getMessage());
    }
}
