// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's end of a TCP connection. */
final class TcpConnection implements Connection {
    private static final int COPY_BYTES = 16 * 1024;

    private final Socket socket;
    private final ConnectOptions options;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Whether bytes have arrived since the last pause was told. Used by the reading thread. */
    private boolean inBurst;

    /** When they did, by the clock of the system in nanoseconds. */
    private long lastBytes;

    TcpConnection(Socket socket, ConnectOptions options) {
        this.socket = socket;
        this.options = options;
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        Duration wait = Durations.longerThanZero("timeout", timeout);
        Duration untilPause = options.quiet().minusNanos(System.nanoTime() - lastBytes);
        // A wait that is too short to know a pause leaves it to the next read.
        boolean pausing = inBurst && wait.compareTo(untilPause) >= 0;
        // Zero would be for ever. Bytes that came long ago are read though a pause was due before.
        socket.setSoTimeout(Math.max(1, Durations.millis(pausing ? untilPause : wait)));
        int read;
        try {
            read = readSome(into);
        } catch (SocketTimeoutException e) {
            if (!pausing) {
                throw e;
            }
            inBurst = false;
            return Boundary.PAUSE;
        }
        inBurst = read > 0;
        lastBytes = System.nanoTime();
        return read < 0 ? Boundary.END : Boundary.MORE;
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        // With no bytes to write the socket would not say so.
        checkWritable();
        if (from.hasArray()) {
            socket.getOutputStream().write(from.array(), from.arrayOffset() + from.position(), from.remaining());
            from.position(from.limit());
            return;
        }
        byte[] copy = new byte[from.remaining()];
        from.get(copy);
        socket.getOutputStream().write(copy);
    }

    @Override
    public void pause() throws IOException {
        checkWritable();
    }

    @Override
    public void finish() throws IOException {
        checkOpen();
        if (finished.compareAndSet(false, true)) {
            socket.shutdownOutput();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The file is released all the same, and nobody is left to be told.
            return;
        }
    }

    @Override
    public void abort() {
        try {
            // Zero seconds of lingering is how a reset is asked for.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // The peer has reset it already.
        } finally {
            close();
        }
    }

    private void checkOpen() throws IOException {
        if (socket.isClosed()) {
            throw new SocketException("the connection is closed");
        }
    }

    private void checkWritable() throws IOException {
        checkOpen();
        if (finished.get()) {
            throw new SocketException("the output is finished");
        }
    }

    private int readSome(ByteBuffer into) throws IOException {
        if (into.hasArray()) {
            int read =
                    socket.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(read, 0));
            return read;
        }
        byte[] copy = new byte[Math.min(into.remaining(), COPY_BYTES)];
        int read = socket.getInputStream().read(copy);
        into.put(copy, 0, Math.max(read, 0));
        return read;
    }
}
