// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Peer;

/**
 * Is told what happens to a service, in the terms of its protocol: for consoles, logs and counts. Each protocol's
 * listener adds the events of that protocol to these. A {@link ServerListener} is told what happens to the connections
 * below.
 *
 * <p>The sessions of the service call {@link #connected}, {@link #disconnected} and the events of the protocol, on the
 * threads that drive the conversations. The program that serves calls {@link #listening} and {@link #stopped}, on a
 * thread of its own, because a service does not know the server that it is given to. An implementation must be safe for
 * several threads and must not block. If it throws, the conversation concerned ends, unless the protocol's listener
 * says otherwise. By default every method does nothing.
 */
public interface ServiceListener {
    /**
     * The server accepts connections. Clients may have connected before this call.
     *
     * @param at where it listens, with the actual port where port 0 was asked for
     */
    default void listening(Endpoint at) {}

    /**
     * A conversation has begun. The first event that names this client.
     *
     * @param peer the client
     */
    default void connected(Peer peer) {}

    /**
     * A conversation is over, however it ended. Called once for each client that connected.
     *
     * @param peer the client
     */
    default void disconnected(Peer peer) {}

    /** The server has stopped, and its conversations are over. */
    default void stopped() {}
}
