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
import io.labnet.core.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Servers as an existing Netty program has them: its own bootstrap, its own handlers, and labnet's handler at the end. */
record PipelineTransport(Transport clients, Consumer<Channel> before) implements Transport {
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        return clients.connect(to, options);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        return clients.connect(to, session, options);
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(options.loops(), NioIoHandler.newFactory());
        ConversationHandlers handlers = new ConversationHandlers(group, service, options);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.SO_SNDBUF, 64 * 1024)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        before.accept(channel);
                        channel.pipeline().addLast(handlers.create());
                    }
                })
                .bind(at.host(), at.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Future<?> unused = group.shutdownGracefully();
            throw bound.cause() instanceof IOException cause ? cause : new IOException(bound.cause());
        }
        return new PipelineServer(group, handlers, bound.channel());
    }

    private record PipelineServer(EventLoopGroup group, ConversationHandlers handlers, Channel listening)
            implements Server {
        @Override
        public Endpoint endpoint() {
            InetSocketAddress address = (InetSocketAddress) listening.localAddress();
            return Endpoint.loopback(address.getPort());
        }

        @Override
        public CompletionStage<Void> stop(Duration drain) {
            CompletionStage<Void> stopped = handlers.stop(drain);
            Future<?> unusedClose = listening.close();
            return stopped;
        }

        @Override
        public CompletionStage<Void> stopped() {
            return stop(Duration.ZERO);
        }

        @Override
        public void close() {
            Future<?> unusedClose = listening.close();
            handlers.close();
            Future<?> unused = group.shutdownGracefully();
        }
    }
}
