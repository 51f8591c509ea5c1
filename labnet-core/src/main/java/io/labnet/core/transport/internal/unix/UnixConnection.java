// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.unix;

import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.internal.tcp.SocketConnection;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A client's end of a Unix socket connection. Its channel is non-blocking, because a blocking channel has no timeout;
 * threads wait on a selector.
 */
public final class UnixConnection extends SocketConnection {
    /**
     * The size of the largest read or write. The JDK copies a heap buffer through a direct buffer of the same size, and
     * caches the direct buffer.
     */
    private static final int PIECE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Readiness readable;
    private final Readiness writable;

    /** Takes over a connected, non-blocking channel. */
    public UnixConnection(SocketChannel channel, ConnectOptions options) {
        super(options);
        this.channel = channel;
        this.readable = new Readiness(channel, SelectionKey.OP_READ);
        this.writable = new Readiness(channel, SelectionKey.OP_WRITE);
    }

    @Override
    protected int readSome(ByteBuffer into, int millis) throws IOException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        long began = System.nanoTime();
        try {
            while (true) {
                int read = channel.read(piece(into));
                if (read != 0) {
                    into.position(into.position() + Math.max(read, 0));
                    return read;
                }
                long left = nanos - (System.nanoTime() - began);
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing arrived for " + millis + " ms");
                }
                // At least 1, because 0 means no timeout.
                readable.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        checkWritable();
        try {
            while (from.hasRemaining()) {
                int written = channel.write(piece(from));
                from.position(from.position() + written);
                if (written == 0) {
                    writable.await(0);
                }
            }
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    private static ByteBuffer piece(ByteBuffer buffer) {
        return buffer.slice(buffer.position(), Math.min(buffer.remaining(), PIECE_BYTES));
    }

    private static SocketException closed(ClosedChannelException cause) {
        SocketException closed = new SocketException("the connection is closed");
        closed.initCause(cause);
        return closed;
    }

    @Override
    protected void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    protected boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() {
        // The selectors are closed after the channel, even if closing the channel fails: only then is the channel
        // deregistered, and its file descriptor released.
        try (writable;
                readable) {
            channel.close();
        } catch (IOException e) {
            // close() declares no exception, and the file descriptors are released even if closing fails.
            return;
        }
    }

    /**
     * Closes the connection, because Unix sockets have no reset. The peer's next read fails only if the peer has sent
     * bytes that this side has not read.
     */
    @Override
    public void abort() {
        close();
    }
}
