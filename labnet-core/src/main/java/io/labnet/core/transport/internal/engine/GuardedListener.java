// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A listener that logs the exceptions of a user's listener instead of throwing them. */
public record GuardedListener(ServerListener listener) implements ServerListener {
    private static final Logger LOGGER = System.getLogger("io.labnet.core.transport");

    @Override
    public void accepted(Peer peer) {
        guard(() -> listener.accepted(peer));
    }

    @Override
    public void refused(Peer peer, String limit) {
        guard(() -> listener.refused(peer, limit));
    }

    @Override
    public void served(Peer peer, long messages) {
        // Does not use guard(), because every request would create a lambda.
        try {
            listener.served(peer, messages);
        } catch (Throwable t) {
            log(t);
        }
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
        guard(() -> listener.rejected(peer, problem, beginning));
    }

    @Override
    public void ignored(Peer peer, boolean answered, byte[] beginning) {
        guard(() -> listener.ignored(peer, answered, beginning));
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        guard(() -> listener.timedOut(peer, cause, after, incomplete));
    }

    @Override
    public void dropped(Peer peer) {
        guard(() -> listener.dropped(peer));
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        guard(() -> listener.limitExceeded(peer, limit));
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        guard(() -> listener.failed(peer, cause));
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        guard(() -> listener.closed(peer, cause));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            // Catches errors, too: a failed assertion in a listener must not end the server.
            log(t);
        }
    }

    private static void log(Throwable thrown) {
        try {
            LOGGER.log(Level.WARNING, "a server listener failed", thrown);
        } catch (Throwable t) {
            // Logging may fail if memory has run out.
            return;
        }
    }
}
