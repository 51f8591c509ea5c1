// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.LineLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The log for the operator. It limits the number of lines about each address. The limit keeps one address from filling
 * the log, but it is high, because a whole class may share one address.
 */
final class XorLog {
    private static final int LINES_PER_SECOND = 50;
    private static final int LINES_AT_ONCE = 1000;
    private static final XorLog LOG = new XorLog(System.getLogger(XorListener.class.getName()));

    private final Logger logger;
    private final LineLimit limit;

    XorLog(Logger logger) {
        this.logger = logger;
        this.limit = new LineLimit(LINES_PER_SECOND, LINES_AT_ONCE, counts -> logger.log(Level.WARNING, counts));
    }

    /** Logs a failure to the shared log. */
    static void failed(Level level, Peer peer, String what, Throwable cause) {
        LOG.log(level, peer, what, cause);
    }

    /** Logs a failure: in one line if a file or a database can cause it, with its stack trace if only a bug can. */
    void log(Level level, Peer peer, String what, Throwable cause) {
        if (!limit.permits(peer.host())) {
            return;
        }
        boolean expected = !(cause instanceof RuntimeException || cause instanceof Error)
                || cause instanceof RejectedExecutionException
                || cause instanceof OutOfMemoryError;
        if (expected) {
            logger.log(
                    level,
                    what + ", client " + peer + ": " + EscapedText.of(cause.getMessage() + origin(cause.getCause())));
            logger.log(Level.DEBUG, what, cause);
        } else {
            logger.log(level, what + ", client " + peer, cause);
        }
    }

    /** Returns the text of the cause, which the client does not see. */
    private static String origin(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        return ": " + (cause.getMessage() == null ? cause : cause.getMessage());
    }
}
