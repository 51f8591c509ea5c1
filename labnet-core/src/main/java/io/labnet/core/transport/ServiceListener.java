// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Peer;

/**
 * A listener that receives the events of a service, described in the terms of the service's protocol, for consoles,
 * logs and metrics. Each protocol's listener adds its own events. A {@link ServerListener} receives the events of the
 * underlying connections.
 *
 * <p>The sessions of the service call {@link #connected}, {@link #disconnected} and the protocol's events, on the
 * threads that drive the conversations. The program that starts the server calls {@link #listening} and
 * {@link #stopped}, on its own thread, because a service has no reference to its server. Implementations must be
 * thread-safe and must not block. If a method throws, the affected conversation ends, unless the protocol's listener
 * documents otherwise. By default, all methods do nothing.
 */
public interface ServiceListener {
    /**
     * Called when the server accepts connections. Clients may have connected before this call.
     *
     * @param at the server's address, with the actual port if port 0 was requested
     */
    default void listening(Endpoint at) {}

    /**
     * Called when a conversation begins, as the first event of this client.
     *
     * @param peer the client
     */
    default void connected(Peer peer) {}

    /**
     * Called when a conversation is over, however it ended; once for each connected client.
     *
     * @param peer the client
     */
    default void disconnected(Peer peer) {}

    /** Called when the server has stopped and its conversations are over. */
    default void stopped() {}
}
