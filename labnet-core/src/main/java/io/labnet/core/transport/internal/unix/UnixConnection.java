// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.unix;

import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.internal.engine.Readiness;
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
 * A client's end of a connection by a socket file. Its channel does not block, because one that does can't wait for a
 * limited time; who has to wait does so on a selector.
 */
public final class UnixConnection extends SocketConnection {
    /** Of a buffer in the heap the runtime makes a copy outside, all of it each time, and keeps the room for the next. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Readiness readable;
    private final Readiness writable;

    /** Takes over a channel that is connected and does not block. */
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
                    throw new SocketTimeoutException("nothing arrived in " + millis + " ms");
                }
                // Zero would be for ever.
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
        // The channel first: its file is released only when the selectors have let go of it.
        try (writable;
                readable) {
            channel.close();
        } catch (IOException e) {
            // The files are released all the same, and nobody is left to be told.
            return;
        }
    }

    /** There is no other way to close than this: the peer learns of a reset only if it has sent what was not read. */
    @Override
    public void abort() {
        close();
    }
}
