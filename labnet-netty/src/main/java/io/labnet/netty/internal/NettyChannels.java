// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.labnet.core.transport.internal.engine.ClientLoops;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.SendBuffer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.Errors;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** One of Netty's implementations of TCP: its event loops and its channels. */
public final class NettyChannels {
    /** The number of connections that may wait to be accepted; the system may allow fewer. */
    private static final int BACKLOG = 4096;

    private static final int MAX_READ_BYTES = 64 * 1024;

    private final IoHandlerFactory handlers;
    private final Class<? extends ServerChannel> serverChannel;
    private final Class<? extends Channel> clientChannel;
    private final ClientLoops clients = new ClientLoops(
            owner -> new NettyLoop(owner, group(1, "labnet-netty-clients", true).next(), true));

    NettyChannels(
            IoHandlerFactory handlers,
            Class<? extends ServerChannel> serverChannel,
            Class<? extends Channel> clientChannel) {
        this.handlers = handlers;
        this.serverChannel = serverChannel;
        this.clientChannel = clientChannel;
    }

    /** Returns the loop that drives all client conversations over these channels. */
    public ClientLoops clients() {
        return clients;
    }

    /** Creates event loops, whose threads start when they are first used. */
    public EventLoopGroup group(int loops, String name, boolean daemon) {
        return new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory(name, daemon), handlers);
    }

    /**
     * Binds a channel that accepts no connections yet.
     *
     * @param acceptor the handler of the bound channel
     * @param accepted the handler of the accepted channels
     */
    public Channel bind(
            EventLoopGroup group, InetSocketAddress address, ChannelHandler acceptor, ChannelHandler accepted)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(serverChannel)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                // Without this option, a restarted server could not bind while its old connections are in TIME_WAIT.
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(acceptor)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SendBuffer.BYTES)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, singleReads())
                .childHandler(accepted);
        try {
            return complete(bootstrap.bind(address));
        } catch (Errors.NativeIoException e) {
            BindException refused = new BindException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    /**
     * Connects to one address.
     *
     * @throws IllegalStateException if called by the thread of the channel's loop, which would wait for itself
     */
    public Channel connect(EventLoop loop, InetSocketAddress address, Duration timeout, ChannelHandler handler)
            throws IOException {
        NettyLoop driver = (NettyLoop) loop;
        if (driver.isCurrent()) {
            // Checked before a channel is opened, because nobody would close it.
            throw new IllegalStateException("this thread drives the connections of clients, so it can't wait for one");
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(driver.netty())
                .channel(clientChannel)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis())))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_SNDBUF, SendBuffer.BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, singleReads())
                .handler(handler);
        return complete(bootstrap.connect(address));
    }

    /** Reads once per event, so that no more than one read is buffered when a session wants no more input. */
    private static RecvByteBufAllocator singleReads() {
        return new AdaptiveRecvByteBufAllocator(64, 2048, MAX_READ_BYTES).maxMessagesPerRead(1);
    }

    private static Channel complete(ChannelFuture future) throws IOException {
        try {
            future.await();
        } catch (InterruptedException e) {
            Future<?> unused = future.channel().close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening the connection");
        }
        if (future.isSuccess()) {
            return future.channel();
        }
        throw problem(future.cause());
    }

    /** Returns the exception that the JDK's sockets would throw. */
    private static IOException problem(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            SocketTimeoutException late = new SocketTimeoutException("Connect timed out");
            late.initCause(cause);
            return late;
        }
        // Netty adds the address to the message, but those who report the exception do so as well.
        if (cause.getCause() instanceof IOException system) {
            return system;
        }
        return cause instanceof IOException direct ? direct : new IOException(cause);
    }
}
