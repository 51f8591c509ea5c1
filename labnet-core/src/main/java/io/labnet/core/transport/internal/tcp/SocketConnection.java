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

/** The part of a client's connection that is the same for every kind of socket. A pause is detected by its duration. */
public abstract class SocketConnection implements Connection {
    private final ConnectOptions options;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Whether bytes have arrived since the last reported pause. Used by the reading thread. */
    private boolean inBurst;

    /** When bytes last arrived, by {@link System#nanoTime}. */
    private long lastBytes;

    protected SocketConnection(ConnectOptions options) {
        this.options = options;
    }

    /**
     * Waits for bytes, or the end of the peer's output.
     *
     * @param into receives the bytes; has space for at least one
     * @param millis the timeout, positive
     * @return the number of bytes read, at least 1; -1 at the end
     * @throws SocketTimeoutException if nothing arrives in time
     */
    protected abstract int readSome(ByteBuffer into, int millis) throws IOException;

    /** Ends the output. Called at most once. */
    protected abstract void endOutput() throws IOException;

    protected abstract boolean isClosed();

    @Override
    public final Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        Duration wait = Durations.longerThanZero("timeout", timeout);
        Duration untilPause = options.quiet().minusNanos(System.nanoTime() - lastBytes);
        // If the wait is too short to detect a pause, the next read detects it.
        boolean pausing = inBurst && wait.compareTo(untilPause) >= 0;
        int read;
        try {
            // At least 1, because 0 means no timeout. If the pause is overdue, this still reads bytes that have arrived
            // meanwhile, and then no pause is reported.
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

    /**
     * Throws if the output is finished or the connection closed. Needed for an empty write, which a socket does not
     * reject.
     */
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
