// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.Link;
import io.labnet.core.transport.internal.engine.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The last handler of a pipeline, and the wire of the link that drives the conversation. It reads only while the link
 * wants input, and hands over output only when Netty has written the output before, so that neither Netty nor this
 * handler buffers more than one read and one write.
 */
public final class ConversationHandler extends ChannelInboundHandlerAdapter implements Wire {
    private final @Nullable NettyServer server;
    private final OutputChunk output = new OutputChunk(this::report);
    private @Nullable ChannelHandlerContext context;
    private @Nullable NettyLoop loop;
    private @Nullable Link link;

    /** The unread input; {@code null} if there is none, to save memory while the peer is idle. */
    private @Nullable ArrayDeque<ByteBuf> input;

    /** Why no more input follows, apart from {@link #input}. */
    private @Nullable Throwable failure;

    private boolean inputEnded;
    private boolean wantsReadable;
    private boolean wantsWritable;
    private boolean begun;
    private boolean closed;
    private boolean checkScheduled;

    /** Whether this handler is calling Netty, which may call back; the link must not be called then. */
    private boolean calling;

    /** Creates a handler. A client's has no server: the link is attached when the channel is connected. */
    public ConversationHandler(@Nullable NettyServer server) {
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        Channel channel = added.channel();
        channel.config().setAutoRead(false);
        // After a failed write, the input that has already arrived is still read, unless the peer reset the connection.
        channel.config().setAutoClose(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (channel.isActive()) {
            begin(added);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        begin(active);
        active.fireChannelActive();
    }

    private void begin(ChannelHandlerContext active) {
        if (server == null || begun) {
            return;
        }
        if (awaitsTls(active.pipeline())) {
            // The conversation begins after the handshake, of which the handler of TLS reads all but the first bytes.
            active.read();
        } else {
            begun = true;
            try {
                server.admit(active.channel(), this);
            } catch (Throwable t) {
                // Not rethrown: Netty would pass it to exceptionCaught(), which reports failures to the link only.
                close();
                server.report(t);
            }
        }
    }

    /** Returns whether a handshake is pending, or a handler that is replaced by an {@code SslHandler} later. */
    private static boolean awaitsTls(ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        return tls == null
                ? pipeline.get(SslClientHelloHandler.class) != null || pipeline.get(OptionalSslHandler.class) != null
                : !tls.handshakeFuture().isDone();
    }

    @Override
    public void attach(EventLoop driver, Link attached) {
        loop = (NettyLoop) driver;
        link = attached;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            from.fireChannelRead(message);
            return;
        }
        // An OptionalSslHandler passes on plain text without an event.
        begin(from);
        if (closed || !bytes.isReadable()) {
            bytes.release();
        } else {
            if (input == null) {
                input = new ArrayDeque<>(2);
            }
            input.add(bytes);
            report();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            begin(from);
        } else if (event instanceof SslCloseCompletionEvent close) {
            endInput(close.cause());
        } else if (event instanceof ChannelInputShutdownEvent && server != null && !begun) {
            // An OptionalSslHandler would wait forever.
            close();
        } else if (event instanceof ChannelInputShutdownEvent) {
            // Without an end mark of TLS, somebody else may have cut the connection.
            endInput(
                    from.pipeline().get(SslHandler.class) == null
                            ? null
                            : new SSLException("the connection ended without close_notify"));
        }
        from.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (server != null && !begun) {
            // No listener knows of this channel yet, so other handlers may report the failure.
            from.fireExceptionCaught(cause);
            close();
        }
        endInput(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        endInput(new ClosedChannelException());
        inactive.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        endInput(new SocketException("the handler was removed from the pipeline"));
    }

    private void endInput(@Nullable Throwable cause) {
        if (cause == null) {
            inputEnded = true;
        } else if (!inputEnded || !(cause instanceof SSLException)) {
            failure = failure == null ? cause : failure;
        }
        report();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        report();
        changed.fireChannelWritabilityChanged();
    }

    @Override
    public Boundary read(ByteBuffer into) throws IOException {
        if (input != null) {
            take(input, into);
            return Boundary.MORE;
        }
        checkOpen();
        return inputEnded ? Boundary.END : Boundary.MORE;
    }

    private void take(ArrayDeque<ByteBuf> from, ByteBuffer into) {
        int limit = into.limit();
        for (ByteBuf first = from.peek(); first != null && into.hasRemaining(); first = from.peek()) {
            into.limit(into.position() + Math.min(first.readableBytes(), into.remaining()));
            first.readBytes(into);
            into.limit(limit);
            if (!first.isReadable()) {
                from.remove().release();
            }
        }
        if (from.isEmpty()) {
            input = null;
        }
    }

    private void checkOpen() throws IOException {
        if (failure != null) {
            throw failure instanceof IOException broken ? broken : new IOException(failure);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (failure == null && output.failed() && wantsReadable && !inputEnded) {
            // The peer is gone, but what it sent before is still read, up to the failure or the end.
            return 0;
        }
        checkOpen();
        calling = true;
        try {
            return output.write(from, context());
        } finally {
            calling = false;
        }
    }

    @Override
    public void interest(boolean readable, boolean writable) {
        wantsReadable = readable;
        wantsWritable = writable;
        calling = true;
        try {
            context().channel().config().setAutoRead(readable && input == null);
        } finally {
            calling = false;
        }
        scheduleCheck();
    }

    @Override
    public void finish() throws IOException {
        Channel channel = context().channel();
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            Future<?> unused = tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            ChannelFuture finished = duplex.shutdownOutput();
            if (finished.isDone() && finished.cause() instanceof IOException cause) {
                throw cause;
            }
        } else {
            // This kind of channel can end its output only by closing, so there is nothing to wait for.
            inputEnded = true;
        }
    }

    @Override
    public void close() {
        releaseInput();
        Future<?> unused = context().close();
    }

    @Override
    public void abort() {
        releaseInput();
        try {
            // A linger time of zero makes close() reset the connection.
            context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // The peer has already reset the connection.
        } finally {
            // Passes the other handlers by, which may want to write an end mark.
            Channel channel = context().channel();
            ChannelHandlerContext first = channel.pipeline().firstContext();
            Future<?> unused = first == null ? channel.close() : first.close();
        }
    }

    private void releaseInput() {
        closed = true;
        ArrayDeque<ByteBuf> unread = input;
        input = null;
        if (unread != null) {
            unread.forEach(ByteBuf::release);
        }
    }

    /** Notifies the link of what Netty has reported. */
    private void report() {
        if (calling || loop == null) {
            scheduleCheck();
        } else {
            notifyLink();
            loop.eventHandled();
        }
    }

    private void notifyLink() {
        if (link != null && readable()) {
            link.readable();
        }
        if (link != null && writable()) {
            link.writable();
        }
    }

    /** Queues a notification, because input is left, or output is wanted. */
    private void scheduleCheck() {
        if (!checkScheduled && loop != null && (readable() || writable())) {
            checkScheduled = loop.execute(this::check);
        }
    }

    private void check() {
        checkScheduled = false;
        notifyLink();
    }

    private boolean readable() {
        return wantsReadable && !closed && (input != null || inputEnded || failure != null);
    }

    private boolean writable() {
        return wantsWritable && !closed && (failure != null || output.ready(context(), wantsReadable));
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the handler is not in a pipeline");
        }
        return context;
    }
}
