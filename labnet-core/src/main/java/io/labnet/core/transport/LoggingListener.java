// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Logs: what the operator must know as a warning, what a peer did wrong for those who look for it. */
final class LoggingListener implements ServerListener {
    private final Logger logger;

    /** A crowd at the door must not fill the log: of its refusals the 1st, 2nd, 4th, 8th and so on are logged. */
    private final AtomicLong refusals = new AtomicLong();

    LoggingListener() {
        this(System.getLogger("io.labnet.core.transport"));
    }

    LoggingListener(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void refused(Peer peer, String limit) {
        long count = refusals.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            logger.log(Level.WARNING, "{0} refused: {1}; refused so far: {2}", peer, limit, count);
        }
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem) {
        logger.log(Level.DEBUG, "{0} rejected: {1}", peer, problem.getMessage());
    }

    @Override
    public void timedOut(Peer peer) {
        logger.log(Level.DEBUG, "{0} timed out", peer);
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        logger.log(Level.WARNING, peer == null ? "accepting failed" : peer + " failed", cause);
    }
}
