// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's end of a connection whose pauses are made by time: what is the same for every kind of socket. */
public abstract class SocketConnection implements Connection {
    private final ConnectOptions options;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Whether bytes have arrived since the last pause was told. Used by the reading thread. */
    private boolean inBurst;

    /** When they did, by the clock of the system in nanoseconds. */
    private long lastBytes;

    protected SocketConnection(ConnectOptions options) {
        this.options = options;
    }

    /**
     * Waits for bytes, or the end of the peer's output.
     *
     * @param into has room
     * @param millis how long to wait, positive
     * @return how many bytes were read, at least one; -1 at the end
     * @throws SocketTimeoutException if nothing arrives in time
     */
    protected abstract int readSome(ByteBuffer into, int millis) throws IOException;

    /** Ends the output. Called once, unless it fails. */
    protected abstract void endOutput() throws IOException;

    protected abstract boolean isClosed();

    @Override
    public final Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        Duration wait = Durations.longerThanZero("timeout", timeout);
        Duration untilPause = options.quiet().minusNanos(System.nanoTime() - lastBytes);
        // A wait that is too short to know a pause leaves it to the next read.
        boolean pausing = inBurst && wait.compareTo(untilPause) >= 0;
        int read;
        try {
            // Zero would be for ever. Bytes that came long ago are read though a pause was due before.
            read = readSome(into, Math.max(1, Durations.millis(pausing ? untilPause : wait)));
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
    public final Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public final void pause() throws IOException {
        checkWritable();
    }

    @Override
    public final void finish() throws IOException {
        checkOpen();
        if (finished.compareAndSet(false, true)) {
            endOutput();
        }
    }

    /** To be called before bytes are written: when there are none, a socket would not say that it can't. */
    protected final void checkWritable() throws IOException {
        checkOpen();
        if (finished.get()) {
            throw new SocketException("the output is finished");
        }
    }

    private void checkOpen() throws IOException {
        if (isClosed()) {
            throw new SocketException("the connection is closed");
        }
    }
}
