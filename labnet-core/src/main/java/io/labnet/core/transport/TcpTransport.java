// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.engine.ClientDriver;
import io.labnet.core.transport.internal.engine.Durations;
import io.labnet.core.transport.internal.engine.NioWarmUp;
import io.labnet.core.transport.internal.engine.SendBuffer;
import io.labnet.core.transport.internal.tcp.AddressAttempts;
import io.labnet.core.transport.internal.tcp.ChannelWire;
import io.labnet.core.transport.internal.tcp.TcpConnection;
import io.labnet.core.transport.internal.tcp.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A transport over TCP, driven by a few selector loops. Small writes are sent immediately ({@code TCP_NODELAY}), not
 * combined with later writes, because programs at the other end may call {@code recv} once per message.
 */
public final class TcpTransport implements Transport {
    /** The number of connections that may wait to be accepted; the system may allow fewer. */
    private static final int BACKLOG = 4096;

    private final AddressAttempts.Resolver resolver;

    /** Creates a transport. Transports have no state, so all instances are equivalent. */
    public TcpTransport() {
        this(InetAddress::getAllByName);
    }

    /** Creates a transport with another resolver, for tests. */
    TcpTransport(AddressAttempts.Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Connects to a server, as described at {@link Transport#connect(Endpoint, ConnectOptions)}. The addresses of a
     * host name are tried one after another and share the connect timeout. If all addresses fail, the exception message
     * lists them.
     */
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(options, "options");
        return new TcpConnection(attempt(to, options, TcpTransport::socket), options);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(options, "options");
        SocketChannel channel = attempt(to, options, TcpTransport::channel);
        return ClientDriver.begin(ChannelWire.CLIENTS, new ChannelWire(channel), to, session, options);
    }

    /** Connects to one address. */
    private interface Connect<T> {
        T to(InetSocketAddress address, Duration timeout) throws IOException;
    }

    private <T> T attempt(Endpoint to, ConnectOptions options, Connect<T> connect) throws IOException {
        List<InetAddress> addresses = AddressAttempts.resolve(to.host(), resolver);
        NioWarmUp.run();
        return new AddressAttempts(to.host(), addresses, System::nanoTime)
                .connect(
                        options.connectTimeout(),
                        (address, timeout) -> connect.to(new InetSocketAddress(address, to.port()), timeout));
    }

    private static SocketChannel channel(InetSocketAddress address, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            connect(channel.socket(), address, timeout);
            channel.configureBlocking(false);
            return channel;
        } catch (Throwable t) {
            channel.close();
            throw t;
        }
    }

    private static Socket socket(InetSocketAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            connect(socket, address, timeout);
            return socket;
        } catch (Throwable t) {
            socket.close();
            throw t;
        }
    }

    private static void connect(Socket socket, InetSocketAddress address, Duration timeout) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SendBuffer.BYTES);
        // At least 1, because 0 means no timeout.
        socket.connect(address, Math.max(1, Durations.millis(timeout)));
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        InetSocketAddress address = new InetSocketAddress(
                AddressAttempts.resolve(at.host(), resolver).get(0), at.port());
        NioWarmUp.run();
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Without this option, a restarted server could not bind while its old connections are in TIME_WAIT.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            TcpServer server = new TcpServer(new Endpoint(at.host(), port), channel, service, options);
            server.start("labnet-tcp-" + port);
            return server;
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the port bound as long as the process lives.
            channel.close();
            throw t;
        }
    }
}
