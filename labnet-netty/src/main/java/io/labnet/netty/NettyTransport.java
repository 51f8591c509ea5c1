// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.internal.engine.ClientDriver;
import io.labnet.core.transport.internal.tcp.AddressAttempts;
import io.labnet.netty.internal.Acceptor;
import io.labnet.netty.internal.ConversationHandler;
import io.labnet.netty.internal.EpollChannels;
import io.labnet.netty.internal.NettyChannels;
import io.labnet.netty.internal.NettyServer;
import io.labnet.netty.internal.NioChannels;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A transport over TCP, driven by Netty's event loops and channels. It keeps the contract of {@link TcpTransport}: the
 * sessions, limits, timeouts and listeners are the same. Use it in programs that run on Netty anyway, or for Linux'
 * epoll.
 */
public final class NettyTransport implements Transport {
    private final NettyChannels channels;

    private NettyTransport(NettyChannels channels) {
        this.channels = channels;
    }

    /** Creates a transport on the JDK's selectors. */
    public NettyTransport() {
        this(NioChannels.INSTANCE);
    }

    /**
     * Creates a transport on Linux' epoll.
     *
     * @return the transport
     * @throws UnsupportedOperationException if epoll is not available: the system is not Linux, or the native library is
     *     missing
     */
    public static NettyTransport epoll() {
        return new NettyTransport(EpollChannels.get());
    }

    /**
     * Connects to a server, as {@link TcpTransport#connect(Endpoint, ConnectOptions)} does. The connection is a plain
     * socket without an event loop, because its methods block.
     */
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        return new TcpTransport().connect(to, options);
    }

    /**
     * Connects to a server and starts a conversation, driven by one of Netty's event loops, which all clients of this
     * process share.
     *
     * @throws IllegalStateException if called by the thread of this event loop, which would wait for itself
     */
    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(options, "options");
        List<InetAddress> addresses = AddressAttempts.resolve(to.host(), InetAddress::getAllByName);
        AddressAttempts attempts = new AddressAttempts(to.host(), addresses, System::nanoTime);
        return ClientDriver.begin(
                channels.clients(),
                loop -> attempts.connect(options.connectTimeout(), (address, timeout) -> {
                    ConversationHandler handler = new ConversationHandler(null);
                    channels.connect(loop, new InetSocketAddress(address, to.port()), timeout, handler);
                    return handler;
                }),
                to,
                session,
                options);
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        InetAddress host =
                AddressAttempts.resolve(at.host(), InetAddress::getAllByName).get(0);
        EventLoopGroup group = channels.group(options.loops(), "labnet-netty", false);
        try {
            Acceptor acceptor = new Acceptor();
            Channel listening =
                    channels.bind(group, new InetSocketAddress(host, at.port()), acceptor, acceptor.accepted());
            int port = ((ServerSocketChannel) listening).localAddress().getPort();
            NettyServer server = new NettyServer(new Endpoint(at.host(), port), service, options, listening);
            server.start(group, true);
            acceptor.open(server, listening);
            return server;
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the port bound as long as the process lives.
            Future<?> unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw t;
        }
    }
}
