// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.util.function.Function;

/**
 * Connects clients and runs servers over one kind of connection. To change the transport, a program creates another
 * implementation; the rest of its code stays the same.
 *
 * <p>Implementations are thread-safe.
 */
public interface Transport {
    /**
     * Connects to a server.
     *
     * @param to the server's address
     * @param options the client's settings
     * @return the connection; the caller must close it
     * @throws java.net.ConnectException if nothing listens there
     * @throws java.net.SocketTimeoutException if connecting takes longer than {@link ConnectOptions#connectTimeout}
     * @throws IOException if connecting fails for another reason, such as an unknown host
     */
    Connection connect(Endpoint to, ConnectOptions options) throws IOException;

    /**
     * Connects to a server with the default options.
     *
     * @param to the server's address
     * @return the connection; the caller must close it
     * @throws IOException if connecting fails, as described at {@link #connect(Endpoint, ConnectOptions)}
     */
    default Connection connect(Endpoint to) throws IOException {
        return connect(to, ConnectOptions.defaults());
    }

    /**
     * Connects to a server and starts a conversation, driven by a daemon thread that all clients of this process share.
     * The session must not block this thread.
     *
     * @param to the server's address
     * @param session the client's side, not open yet
     * @param options the client's settings; the read timeout replaces the session's idle timeout, unless output is
     *     pending and the idle timeout is longer
     * @return the running conversation
     * @throws java.net.ConnectException if nothing listens there
     * @throws java.net.SocketTimeoutException if connecting takes longer than {@link ConnectOptions#connectTimeout}
     * @throws IOException if connecting fails for another reason, such as an unknown host; the session is not opened
     *     then
     */
    ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException;

    /**
     * Starts a server. When this method returns, the server accepts connections. A running server keeps the JVM alive.
     *
     * @param at the address to listen on
     * @param service creates the session for a new connection; called by the thread that will drive the session, so the
     *     function must not block. If it throws an exception, the new connection is closed and the server continues
     * @param options the limits of the server
     * @return the running server
     * @throws java.net.BindException if the endpoint is in use or not on this machine
     * @throws IOException if listening fails for another reason
     */
    Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options) throws IOException;

    /**
     * Starts a server with the default limits.
     *
     * @param at the address to listen on
     * @param service creates the session for a new connection
     * @return the running server
     * @throws IOException if listening fails, as described at {@link #serve(Endpoint, Function, ServerOptions)}
     */
    default Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service) throws IOException {
        return serve(at, service, ServerOptions.defaults());
    }
}
