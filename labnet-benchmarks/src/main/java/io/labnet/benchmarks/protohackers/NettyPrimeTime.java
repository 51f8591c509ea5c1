// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * {@link io.labnet.examples.protohackers.PrimeTime} with Netty. Unlike the original, this server has no time limits,
 * and testing a large number delays the other connections that are served by the same thread.
 */
// The results of writes are ignored: a write fails only if the peer has disconnected.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyPrimeTime {
    private static final String PRIME = "{\"method\":\"isPrime\",\"prime\":true}\n";
    private static final String NOT_PRIME = "{\"method\":\"isPrime\",\"prime\":false}\n";
    private static final String MALFORMED = "malformed\n";
    private static final int MAX_LINE = 16 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int CERTAINTY = 50;

    private NettyPrimeTime() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: NettyPrimeTime PORT");
            System.exit(2);
        }
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new LineBasedFrameDecoder(MAX_LINE),
                                        new StringDecoder(),
                                        new StringEncoder(),
                                        new Answering());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                .sync()
                .channel();
        System.out.println("listening on port " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    private static final class Answering extends SimpleChannelInboundHandler<String> {
        private boolean refused;

        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            if (refused) {
                return;
            }
            JsonNode number;
            try {
                JsonNode request = JSON.readTree(line);
                number = request.path("number");
                if (!request.path("method").asText().equals("isPrime") || !number.isNumber()) {
                    refuse(context);
                    return;
                }
            } catch (JsonProcessingException | NumberFormatException malformed) {
                refuse(context);
                return;
            }
            context.write(isPrime(number.decimalValue()) ? PRIME : NOT_PRIME, context.voidPromise());
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
            if (cause instanceof DecoderException && !refused) {
                refuse(context);
            } else {
                context.close();
            }
        }

        private void refuse(ChannelHandlerContext context) {
            refused = true;
            context.writeAndFlush(MALFORMED).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static boolean isPrime(BigDecimal number) {
        if (number.signum() <= 0 || number.scale() < 0) {
            return false;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() == 0 && shortest.unscaledValue().isProbablePrime(CERTAINTY);
    }
}
