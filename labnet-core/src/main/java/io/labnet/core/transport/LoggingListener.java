// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs: what the operator must know as a warning, what a peer did wrong for those who look for it. */
final class LoggingListener implements ServerListener {
    private static final Logger LOGGER = System.getLogger("io.labnet.core.transport");

    @Override
    public void refused(Peer peer, String limit) {
        LOGGER.log(Level.WARNING, "{0} refused: {1}", peer, limit);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem) {
        LOGGER.log(Level.DEBUG, "{0} rejected: {1}", peer, problem.getMessage());
    }

    @Override
    public void timedOut(Peer peer) {
        LOGGER.log(Level.DEBUG, "{0} timed out", peer);
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        LOGGER.log(Level.WARNING, peer == null ? "accepting failed" : peer + " failed", cause);
    }
}
