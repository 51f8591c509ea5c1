// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Frames;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;

/** Sends each message, of 64 bytes, to all clients, on one thread. Argument: {@code labnet} or {@code netty}. */
public final class ChatServer {
    static final int MESSAGE_BYTES = 64;

    private ChatServer() {}

    public static void main(String[] args) throws Exception {
        int port = args[0].equals("labnet") ? labnet() : netty();
        System.out.println("listening on port " + port);
    }

    private static int labnet() throws Exception {
        Group<byte[]> group = new Group<>();
        Protocol<byte[], byte[]> protocol =
                Frames.fixed(MESSAGE_BYTES).protocol("chat").withIdle(Protocol.NO_LIMIT);
        ServerOptions options = ServerOptions.defaults().withLoops(1);
        return new TcpTransport()
                .serve(Endpoint.loopback(0), peer -> new Conversation<>(protocol, new Member(group)), options)
                .endpoint()
                .port();
    }

    private record Member(Group<byte[]> group) implements Session<byte[], byte[]> {
        @Override
        public void opened(Outbox<byte[]> out) {
            group.join(out.remote());
        }

        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            group.send(message);
        }
    }

    private static int netty() throws InterruptedException {
        ChannelGroup group = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        return NettyServer.start(accepted -> {
            group.add(accepted);
            accepted.pipeline().addLast(new FixedLengthFrameDecoder(MESSAGE_BYTES), new Telling(group));
        });
    }

    private static final class Telling extends ChannelInboundHandlerAdapter {
        private final ChannelGroup group;

        Telling(ChannelGroup group) {
            this.group = group;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void channelRead(ChannelHandlerContext context, Object message) {
            // The result is ignored: a write fails only if a member has disconnected, and the group removes that
            // member.
            group.writeAndFlush((ByteBuf) message);
        }
    }
}
