// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels whose conversation can't begin, because an exception is thrown while they are admitted. */
class ConversationBeginTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup other = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final ServerOptions options = ServerOptions.defaults().withListener(new ServerListener() {
        @Override
        public void failed(@Nullable Peer peer, Throwable cause) {
            failures.add(cause);
        }
    });

    @AfterEach
    void shutDown() {
        Future<?> unused = group.shutdownGracefully();
        Future<?> unusedToo = other.shutdownGracefully();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void create_forAnotherGroup_closesTheChannel(boolean active) throws Exception {
        assertClosed(other, options, active);
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void denied_throws_closesTheChannel(boolean active) throws Exception {
        RuntimeException unknown = new IllegalArgumentException("no list");
        ServerOptions failing = options.withDenied(() -> {
            throw unknown;
        });
        assertClosed(group, failing, active);
        assertThat(failures).containsExactly(unknown);
    }

    /** Adds a handler to a channel before or after that is active. */
    private void assertClosed(EventLoopGroup channels, ServerOptions limits, boolean active) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ConversationHandlers handlers = new ConversationHandlers(
                        group,
                        peer -> new Conversation<>(
                                Lines.lf().framing(100).protocol("lines"), (line, out) -> out.send(line)),
                        limits)) {
            ChannelHandler first = active ? new ChannelInboundHandlerAdapter() : handlers.create();
            Channel channel = new Bootstrap()
                    .group(channels)
                    .channel(NioSocketChannel.class)
                    .handler(first)
                    .connect(server.getLocalSocketAddress())
                    .sync()
                    .channel();
            if (active) {
                channel.pipeline().addLast(handlers.create());
            }
            assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
            // The failure is reported after the channel was closed, by the same thread.
            channel.eventLoop().submit(() -> {}).sync();
        }
    }
}
