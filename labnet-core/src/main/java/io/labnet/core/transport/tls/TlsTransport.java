// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.internal.engine.GuardedListener;
import io.labnet.core.transport.internal.tls.TlsConnection;
import io.labnet.core.transport.internal.tls.TlsLink;
import io.labnet.core.transport.internal.tls.TlsSession;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another transport. Loops and limits are those of the other transport; the computations of a handshake run on
 * the {@linkplain ServerOptions#withWorkers workers}.
 *
 * <p>A session is opened when its handshake is complete. If the handshake fails, the session is neither opened nor
 * closed, and the server's listener is told that the input was
 * {@linkplain io.labnet.core.transport.ServerListener#rejected rejected}. A handshake may take as long as a message,
 * but at least 10 seconds.
 *
 * <p>Each side ends its output with a close_notify. If a connection ends without it, somebody may have cut it: a message
 * that is not complete is refused, and a session is not told that its input has ended. In TLS 1.3, a side that has ended
 * its output still receives; in TLS 1.2, a close_notify ends both directions, so a reply that is not sent by then is
 * lost.
 */
public final class TlsTransport implements Transport {
    private final Transport inner;
    private final @Nullable TlsServerOptions server;
    private final ClientContext clients;

    /**
     * Creates a transport for servers and clients.
     *
     * @param inner carries the encrypted bytes
     * @param server the settings of servers
     * @param client the settings of clients
     */
    public TlsTransport(Transport inner, TlsServerOptions server, TlsClientOptions client) {
        this(inner, client, Objects.requireNonNull(server, "server"));
    }

    /**
     * Creates a transport for servers; clients have the default settings.
     *
     * @param inner carries the encrypted bytes
     * @param server the settings of servers
     */
    public TlsTransport(Transport inner, TlsServerOptions server) {
        this(inner, server, TlsClientOptions.defaults());
    }

    /**
     * Creates a transport for clients only.
     *
     * @param inner carries the encrypted bytes
     * @param client the settings of clients
     */
    public TlsTransport(Transport inner, TlsClientOptions client) {
        this(inner, client, null);
    }

    private TlsTransport(Transport inner, TlsClientOptions client, @Nullable TlsServerOptions server) {
        this.inner = Objects.requireNonNull(inner, "inner");
        this.server = server;
        this.clients = new ClientContext(Objects.requireNonNull(client, "client"));
    }

    /**
     * Connects to a server and completes the handshake, for which there is the connect timeout once more.
     *
     * @throws javax.net.ssl.SSLException if the handshake fails; the message says why
     * @throws IOException also if a file of the settings can't be used; the message names it
     */
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(options, "options");
        SSLEngine engine = clients.engine(to.host());
        return TlsConnection.connect(inner.connect(to, options), engine, options.connectTimeout());
    }

    /**
     * Connects to a server and completes the handshake, for which there is the connect timeout once more. The thread
     * that drives all clients does not wait for the handshake: if it fails then, the conversation ends with the same
     * exception.
     *
     * @throws javax.net.ssl.SSLException if the handshake fails; the message says why
     * @throws IOException also if a file of the settings can't be used; the message names it
     */
    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(options, "options");
        return TlsLink.connect(inner, to, session, clients.engine(to.host()), options);
    }

    /**
     * Starts a server. It reads its files now, and again at a handshake after they have changed, checked at most once a
     * second. If a changed file can't be used, the old certificate stays in use, and the listener is told of a
     * {@linkplain io.labnet.core.transport.ServerListener#failed failure}.
     *
     * @throws IOException also if a file of the settings can't be used; the message names it
     * @throws IllegalStateException if this transport was created without settings of servers
     */
    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        if (server == null) {
            throw new IllegalStateException("this transport has no certificate for servers");
        }
        // Its exceptions are logged, and do not reach the handshake.
        ServerListener listener = new GuardedListener(options.listener(), ServerListener.SILENT);
        ServerContext context =
                new ServerContext(server, unusable -> listener.failed(null, unusable), System::nanoTime);
        return inner.serve(at, peer -> new TlsSession(service.apply(peer), context.engine()), options);
    }
}
