// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import java.util.function.Function;

/**
 * Conversations over TCP: blocking sockets for clients, a few selector loops for serving. Small writes leave at once
 * ({@code TCP_NODELAY}), because the programs at the other end call {@code recv} once for each message.
 */
public final class TcpTransport implements Transport {
    /** How many connections may wait to be accepted; the system may allow fewer. */
    private static final int BACKLOG = 4096;

    /** Makes a transport. It holds nothing: all are alike. */
    public TcpTransport() {}

    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(options, "options");
        InetSocketAddress address = resolve(to);
        FirstClose.getOver();
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, Durations.millis(options.connectTimeout()));
            return new TcpConnection(socket, options);
        } catch (Throwable t) {
            socket.close();
            throw t;
        }
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        InetSocketAddress address = resolve(at);
        FirstClose.getOver();
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // A server that is started again must not wait for its old connections to be forgotten.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            TcpServer server = new TcpServer(new Endpoint(at.host(), port), channel, service, options);
            server.start("labnet-tcp-" + port);
            return server;
        } catch (Throwable t) {
            // Errors as well: the port would stay taken for as long as the process lives.
            channel.close();
            throw t;
        }
    }

    private static InetSocketAddress resolve(Endpoint endpoint) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + endpoint.host());
        }
        return address;
    }
}
