// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a listening channel. The channel must be bound before its server can be created, because the server
 * knows its port; until {@link #open}, the channel accepts nothing.
 */
public final class Acceptor extends ChannelInboundHandlerAdapter {
    private volatile @Nullable NettyServer server;

    /** Creates the handlers of one listening channel. */
    public Acceptor() {}

    /** Begins to accept connections for a server. */
    public void open(NettyServer serving, Channel listening) {
        server = serving;
        listening.config().setAutoRead(true);
    }

    /** Returns the handler of accepted channels. */
    public ChannelInitializer<Channel> accepted() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new ConversationHandler(server));
            }
        };
    }

    /** Reports failures to accept, such as a lack of file descriptors. Netty pauses for a second and tries again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        NettyServer serving = server;
        if (serving != null) {
            serving.acceptFailed(cause);
        }
    }
}
