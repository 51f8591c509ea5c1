// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.transport;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.TraceTransport;
import io.labnet.core.transport.trace.TranscriptText;
import io.labnet.netty.NettyTransport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replies to each request, a number of 8 bytes, with the same number eight times, on one thread. Argument:
 * {@code labnet}, {@code traced} or {@code untraced} (labnet with transcripts that are discarded, or of no connection),
 * {@code netty} (with a decoder and an encoder) or {@code selector} (with neither).
 */
public final class SmallRequestServer {
    static final int REQUEST_BYTES = Long.BYTES;
    static final int REPLY_BYTES = 64;
    private static final int BACKLOG = 4096;

    private SmallRequestServer() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "labnet" -> labnet(new TcpTransport());
            case "untraced" ->
                labnet(new TraceTransport(new TcpTransport(), SmallRequestServer::dialogue, peer -> null));
            case "traced" ->
                labnet(new TraceTransport(
                        new TcpTransport(),
                        SmallRequestServer::dialogue,
                        peer -> new TranscriptText("", false, Long.MAX_VALUE, text -> {})));
            case "by-nio" -> labnet(new NettyTransport());
            case "by-epoll" -> labnet(NettyTransport.epoll());
            case "netty" -> netty();
            case "selector" -> selector();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void say(int port) {
        System.out.println("listening on port " + port);
    }

    private static void labnet(Transport transport) throws IOException {
        Protocol<Long, Long> protocol = protocol(SmallRequestServer::decode, REQUEST_BYTES);
        say(transport
                .serve(
                        Endpoint.loopback(0),
                        peer -> new Conversation<>(protocol, (number, out) -> out.send(number)),
                        ServerOptions.defaults().withLoops(1))
                .endpoint()
                .port());
    }

    private static Protocol<Long, Long> protocol(Decoder<Long> decoder, int maxBytes) {
        return new Protocol<>("small", () -> decoder, SmallRequestServer::encode, maxBytes);
    }

    private static Dialogue<Long, Long> dialogue() {
        return Dialogue.of(
                protocol(SmallRequestServer::decode, REQUEST_BYTES),
                protocol(SmallRequestServer::decodeReply, REPLY_BYTES));
    }

    private static @Nullable Long decodeReply(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < REPLY_BYTES) {
            return null;
        }
        long number = in.getLong();
        in.position(in.position() + REPLY_BYTES - Long.BYTES);
        return number;
    }

    private static @Nullable Long decode(ByteBuffer in, Boundary boundary) {
        return in.remaining() < REQUEST_BYTES ? null : in.getLong();
    }

    private static void encode(Long number, ByteSink out) {
        for (int i = 0; i < REPLY_BYTES; i += Long.BYTES) {
            out.putLong(number);
        }
    }

    private static void netty() throws InterruptedException {
        say(NettyServer.start(
                accepted -> accepted.pipeline().addLast(new NettyDecoder(), new NettyEncoder(), new NettySession())));
    }

    private static final class NettyDecoder extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (in.readableBytes() >= REQUEST_BYTES) {
                out.add(in.readLong());
            }
        }
    }

    private static final class NettyEncoder extends MessageToByteEncoder<Long> {
        @Override
        protected void encode(ChannelHandlerContext context, Long number, ByteBuf out) {
            for (int i = 0; i < REPLY_BYTES; i += Long.BYTES) {
                out.writeLong(number);
            }
        }
    }

    private static final class NettySession extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // A write with a void promise has no result.
        public void channelRead(ChannelHandlerContext context, Object number) {
            context.write(number, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    private static void selector() throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        say(((InetSocketAddress) server.getLocalAddress()).getPort());
        ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
        ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(server, selector);
                    } else {
                        answer((SocketChannel) key.channel(), in.clear(), out.clear());
                    }
                } catch (IOException e) {
                    key.cancel();
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel accepted = server.accept();
        if (accepted != null) {
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.register(selector, SelectionKey.OP_READ);
        }
    }

    /** Does not handle incomplete requests or partial writes: this benchmark's load causes neither. */
    private static void answer(SocketChannel channel, ByteBuffer in, ByteBuffer out) throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        in.flip();
        while (in.remaining() >= REQUEST_BYTES) {
            long number = in.getLong();
            for (int i = 0; i < REPLY_BYTES; i += Long.BYTES) {
                out.putLong(number);
            }
        }
        channel.write(out.flip());
    }
}
