// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.util.function.Function;

/**
 * How bytes travel. To use another transport is to make another object of this type; nothing else changes.
 *
 * <p>All methods may be called by any thread.
 */
public interface Transport {
    /**
     * Connects to a server.
     *
     * @param to where it is
     * @param options how to connect
     * @return the connection; to be closed by the caller
     * @throws java.net.ConnectException if nothing listens there
     * @throws java.net.SocketTimeoutException if it takes longer than {@link ConnectOptions#connectTimeout}
     * @throws IOException if it fails for another reason, such as an unknown host
     */
    Connection connect(Endpoint to, ConnectOptions options) throws IOException;

    /**
     * Connects to a server with the default options.
     *
     * @param to where it is
     * @return the connection; to be closed by the caller
     * @throws IOException if it fails, as said at {@link #connect(Endpoint, ConnectOptions)}
     */
    default Connection connect(Endpoint to) throws IOException {
        return connect(to, ConnectOptions.defaults());
    }

    /**
     * Connects to a server and has a conversation with it, driven by a thread that all clients of this process share. A
     * session must not block it, and it keeps no process alive.
     *
     * @param to where the server is
     * @param session the client's side, not begun
     * @param options how to connect; the read timeout takes the place of the session's idle time
     * @return the conversation, which goes on by itself
     * @throws java.net.ConnectException if nothing listens there
     * @throws java.net.SocketTimeoutException if it takes longer than {@link ConnectOptions#connectTimeout}
     * @throws IOException if it fails for another reason, such as an unknown host; the session has not begun then
     */
    ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException;

    /**
     * Serves: has a conversation with everyone who connects, until the server is stopped. When this method returns,
     * connections are accepted. A running server keeps the JVM alive.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation for a peer; called by the thread that will drive it, must not
     *     block. When it throws, that connection is closed and the server goes on
     * @param options the limits of the server
     * @return the running server
     * @throws java.net.BindException if the endpoint is taken or not of this machine
     * @throws IOException if listening fails for another reason
     */
    Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options) throws IOException;

    /**
     * Serves with the default limits.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation for a peer
     * @return the running server
     * @throws IOException if listening fails, as said at {@link #serve(Endpoint, Function, ServerOptions)}
     */
    default Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service) throws IOException {
        return serve(at, service, ServerOptions.defaults());
    }
}
