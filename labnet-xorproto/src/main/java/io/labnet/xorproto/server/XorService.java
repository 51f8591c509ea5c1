// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a server does for each client: what a transport is given to serve.
 *
 * @param task what the clients are set
 * @param listener is told what happens
 * @param queue stores the scores; whoever made it may close it
 */
public record XorService(XorTask task, XorListener listener, ScoreQueue queue) implements Function<Peer, ByteSession> {
    /**
     * Makes a service.
     *
     * @param task what the clients are set
     * @param listener is told what happens
     * @param queue stores the scores
     */
    public XorService {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(queue, "queue");
    }

    /**
     * Makes a service with a queue of its own, which is never closed.
     *
     * @param task what the clients are set
     * @param listener is told what happens
     */
    public XorService(XorTask task, XorListener listener) {
        this(task, listener, new ScoreQueue());
    }

    /**
     * Makes a service that {@linkplain XorListener#FAILURES_ONLY logs} scores that could not be stored.
     *
     * @param task what the clients are set
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
