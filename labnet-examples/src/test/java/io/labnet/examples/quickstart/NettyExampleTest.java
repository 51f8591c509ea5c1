// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.netty.ConversationHandlers;
import io.labnet.netty.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The examples of the page about Netty. */
class NettyExampleTest {
    @Test
    void nettyTransport_servesAndConnects() throws IOException {
        Transport netty = new NettyTransport();
        try (Server server = netty.serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory()));
                CrdsClient client = new CrdsClient(netty, server.endpoint())) {
            assertThat(client.rooms()).isEmpty();
        }
    }

    @Test
    void pipeline_speaksTheProtocol() throws IOException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        try (ConversationHandlers rooms =
                new ConversationHandlers(group, new CrdsService(new MemoryRoomDirectory()), ServerOptions.defaults())) {
            InetSocketAddress address = (InetSocketAddress) listen(group, rooms).localAddress();
            Endpoint server = Endpoint.loopback(address.getPort());
            try (CrdsClient client = new CrdsClient(new TcpTransport(), server)) {
                assertThat(client.rooms()).isEmpty();
            }
        } finally {
            Future<?> unused = group.shutdownGracefully();
        }
    }

    private static Channel listen(EventLoopGroup group, ConversationHandlers rooms) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, 64 * 1024)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(rooms.create());
                    }
                })
                .bind(Endpoint.LOOPBACK, 0)
                .syncUninterruptibly()
                .channel();
    }
}
