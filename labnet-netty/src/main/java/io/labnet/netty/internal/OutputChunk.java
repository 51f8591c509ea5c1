// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The output that was handed over to Netty, at most one chunk. Bytes count as written only when Netty has passed them to
 * the system, so that the engine notices a peer that reads nothing.
 */
final class OutputChunk implements ChannelProgressiveFutureListener {
    private final Runnable progress;

    /** The size of the chunk; 0 if there is none. */
    private int size;

    /** How many of the chunk's bytes Netty has written. */
    private int written;

    /** How many of the chunk's bytes {@link #write} has returned as written. */
    private int reported;

    private @Nullable Throwable failure;

    /** Creates an empty chunk. Runs {@code progress} when bytes were written later than at once, or can't be written. */
    OutputChunk(Runnable progress) {
        this.progress = progress;
    }

    /**
     * Writes bytes. If earlier calls have handed over the first bytes, these are not handed over again.
     *
     * @return how many of the first bytes are written
     */
    int write(ByteBuffer from, ChannelHandlerContext context) throws IOException {
        int before = from.position();
        report(from);
        if (size == 0 && from.hasRemaining() && context.channel().isWritable()) {
            handOver(from.duplicate(), context);
            report(from);
        }
        return from.position() - before;
    }

    private void report(ByteBuffer from) throws IOException {
        if (failure != null) {
            throw failure instanceof IOException broken ? broken : new IOException(failure);
        }
        int bytes = Math.min(written - reported, from.remaining());
        from.position(from.position() + bytes);
        reported += bytes;
        if (reported == size) {
            size = 0;
            written = 0;
            reported = 0;
        }
    }

    private void handOver(ByteBuffer bytes, ChannelHandlerContext context) {
        size = bytes.remaining();
        ByteBuf copy = context.alloc().ioBuffer(size).writeBytes(bytes);
        ChannelProgressivePromise promise = context.newProgressivePromise();
        Future<?> unused = context.writeAndFlush(copy, promise);
        if (promise.isSuccess()) {
            written = size;
        } else {
            promise.addListener(this);
        }
    }

    @Override
    public void operationProgressed(ChannelProgressiveFuture future, long bytes, long total) {
        // The last byte counts at the completion only, because the next chunk must not begin before. A handler such as
        // that of TLS may write more bytes than it was given.
        written = (int) Math.min(bytes, size - 1);
        progress.run();
    }

    @Override
    public void operationComplete(ChannelProgressiveFuture future) {
        if (future.isSuccess()) {
            written = size;
        } else {
            failure = future.cause();
        }
        progress.run();
    }

    boolean failed() {
        return failure != null;
    }

    /**
     * Returns whether a call of {@link #write} has something to do or to report.
     *
     * @param reading whether input is still read, and a failure therefore reported later
     */
    boolean ready(ChannelHandlerContext context, boolean reading) {
        if (failure != null) {
            return !reading;
        }
        return size == 0 ? context.channel().isWritable() : written > reported;
    }
}
