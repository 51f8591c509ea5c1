// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * {@link io.labnet.examples.protohackers.MeansToAnEnd} with Netty. Unlike the original, this server has no time limits,
 * and no memory limit for the prices of a client. A query of many prices delays the other connections that are served
 * by the same thread.
 */
// The results of writes are ignored: a write fails only if the peer has disconnected.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyMeansToAnEnd {
    private static final int REQUEST_BYTES = 9;

    private NettyMeansToAnEnd() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: NettyMeansToAnEnd PORT");
            System.exit(2);
        }
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new FixedLengthFrameDecoder(REQUEST_BYTES), new Asset());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                .sync()
                .channel();
        System.out.println("listening on port " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    private static final class Asset extends SimpleChannelInboundHandler<ByteBuf> {
        private final NavigableMap<Integer, Integer> priceAtTime = new TreeMap<>();

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            char kind = (char) request.readByte();
            int first = request.readInt();
            int second = request.readInt();
            switch (kind) {
                case 'I' -> priceAtTime.put(first, second);
                case 'Q' -> {
                    ByteBuf mean = context.alloc().buffer(Integer.BYTES).writeInt(mean(first, second));
                    context.write(mean, context.voidPromise());
                }
                default -> {
                    context.flush();
                    context.close();
                }
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            // Stops reading from a client that does not read its replies, and resumes when it does.
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private int mean(int from, int to) {
            if (from > to) {
                return 0;
            }
            long sum = 0;
            int count = 0;
            for (int price : priceAtTime.subMap(from, true, to, true).values()) {
                sum += price;
                count++;
            }
            return count == 0 ? 0 : (int) (sum / count);
        }
    }
}
