// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link io.labnet.examples.protohackers.BudgetChat} with Netty. Unlike the original, this server has no time limits,
 * and turns characters outside ASCII into question marks.
 */
// The results of writes are ignored: a write fails only if the peer has disconnected.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyBudgetChat {
    private static final int MAX_LINE = 1024;
    private static final WriteBufferWaterMark MAX_UNSENT = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]{1,32}");

    private NettyBudgetChat() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: NettyBudgetChat PORT");
            System.exit(2);
        }
        Room room = new Room();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MAX_UNSENT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new LineBasedFrameDecoder(MAX_LINE),
                                        new StringDecoder(StandardCharsets.US_ASCII),
                                        new User(room));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                .sync()
                .channel();
        System.out.println("listening on port " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    private static ByteBuf line(String text) {
        return Unpooled.copiedBuffer(text + "\n", StandardCharsets.US_ASCII);
    }

    private static final class Room {
        private final Set<String> names = new LinkedHashSet<>();
        private final ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

        synchronized boolean enter(String name, Channel channel) {
            if (names.contains(name)) {
                return false;
            }
            tell("* " + name + " has entered the room", channel);
            channel.writeAndFlush(line("* The room contains: " + String.join(", ", names)));
            names.add(name);
            members.add(channel);
            return true;
        }

        synchronized void leave(String name, Channel channel) {
            names.remove(name);
            tell("* " + name + " has left the room", channel);
        }

        void tell(String text, Channel except) {
            members.writeAndFlush(line(text), ChannelMatchers.isNot(except), true);
        }
    }

    private static final class User extends SimpleChannelInboundHandler<String> {
        private final Room room;
        private @Nullable String name;
        private boolean refused;

        User(Room room) {
            this.room = room;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(line("Welcome to budget chat! Which name do you want?"), context.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            if (refused) {
                return;
            }
            if (name != null) {
                room.tell("[" + name + "] " + line, context.channel());
            } else if (!NAME.matcher(line).matches()) {
                refuse(context, "A name has 1 to 32 letters and digits. Goodbye!");
            } else if (room.enter(line, context.channel())) {
                name = line;
            } else {
                refuse(context, "That name is already taken. Goodbye!");
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (name != null) {
                room.leave(name, context.channel());
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!context.channel().isWritable()) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private void refuse(ChannelHandlerContext context, String why) {
            refused = true;
            context.writeAndFlush(line(why)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
