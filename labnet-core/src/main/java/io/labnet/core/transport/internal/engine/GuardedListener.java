// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A listener that passes its events to other listeners, in order, and logs their exceptions instead of throwing them.
 * The calls that are made for each message use no lambda, because each would be a new object.
 */
public final class GuardedListener implements ServerListener {
    private static final Logger LOGGER = System.getLogger("io.labnet.core.transport");

    private final ServerListener[] listeners;

    public GuardedListener(ServerListener... listeners) {
        this.listeners = listeners.clone();
    }

    @Override
    public boolean measures(Peer peer) {
        boolean any = false;
        for (ServerListener listener : listeners) {
            try {
                any |= listener.measures(peer);
            } catch (Throwable t) {
                log(t);
            }
        }
        return any;
    }

    @Override
    public void accepted(Peer peer) {
        each(listener -> listener.accepted(peer));
    }

    @Override
    public void refused(Peer peer, String limit) {
        each(listener -> listener.refused(peer, limit));
    }

    @Override
    public void served(Peer peer, long messages) {
        for (ServerListener listener : listeners) {
            try {
                listener.served(peer, messages);
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
        each(listener -> listener.rejected(peer, problem, beginning));
    }

    @Override
    public void ignored(Peer peer, boolean answered, byte[] beginning) {
        each(listener -> listener.ignored(peer, answered, beginning));
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        each(listener -> listener.timedOut(peer, cause, after, incomplete));
    }

    @Override
    public void dropped(Peer peer) {
        each(listener -> listener.dropped(peer));
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        each(listener -> listener.limitExceeded(peer, limit));
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        each(listener -> listener.failed(peer, cause));
    }

    @Override
    public void received(Peer peer, int bytes) {
        for (ServerListener listener : listeners) {
            try {
                listener.received(peer, bytes);
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    @Override
    public void sent(Peer peer, int bytes) {
        for (ServerListener listener : listeners) {
            try {
                listener.sent(peer, bytes);
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    @Override
    public void decoded(Peer peer, Object message) {
        for (ServerListener listener : listeners) {
            try {
                listener.decoded(peer, message);
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    @Override
    public void replied(Peer peer, int requests, long nanos) {
        for (ServerListener listener : listeners) {
            try {
                listener.replied(peer, requests, nanos);
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    @Override
    public void ended(Peer peer, ConnectionTotals totals) {
        each(listener -> listener.ended(peer, totals));
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        each(listener -> listener.closed(peer, cause));
    }

    @Override
    public void stopping() {
        // Uses no lambda either: if memory has run out, the server must still be able to stop.
        for (ServerListener listener : listeners) {
            try {
                listener.stopping();
            } catch (Throwable t) {
                log(t);
            }
        }
    }

    private void each(Consumer<ServerListener> call) {
        for (ServerListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable t) {
                // Catches errors, too: a failed assertion in a listener must not end the server.
                log(t);
            }
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
