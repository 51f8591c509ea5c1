// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import java.util.Objects;
import java.util.function.Function;

/**
 * Creates the session of each client. Pass it to a {@link io.labnet.core.transport.Transport}, which runs the server.
 *
 * @param task the task for the clients
 * @param listener receives the events
 * @param queue stores the scores; its creator may close it
 */
public record XorService(XorTask task, XorListener listener, ScoreQueue queue) implements Function<Peer, ByteSession> {
    /**
     * Creates a service.
     *
     * @param task the task for the clients
     * @param listener receives the events
     * @param queue stores the scores
     */
    public XorService {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(queue, "queue");
    }

    /**
     * Creates a service with its own queue, which is never closed.
     *
     * @param task the task for the clients
     * @param listener receives the events
     */
    public XorService(XorTask task, XorListener listener) {
        this(task, listener, new ScoreQueue());
    }

    /**
     * Creates a service that {@linkplain XorListener#FAILURES_ONLY logs} scores that could not be stored.
     *
     * @param task the task for the clients
     */
    public XorService(XorTask task) {
        this(task, XorListener.FAILURES_ONLY);
    }

    @Override
    public ByteSession apply(Peer peer) {
        XorServerSession session = new XorServerSession(this, peer);
        return new Conversation<>(session.protocol(), session);
    }
}
