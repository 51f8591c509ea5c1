// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.unix;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a non-blocking channel is ready for an operation. One thread waits at a time; any thread may call
 * {@code close}, which ends the wait. The selector is opened at the first wait.
 */
final class Readiness implements Closeable {
    private final SelectableChannel channel;
    private final int operation;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Selector selector;
    private boolean closed;

    /** Creates an object that waits for one operation, a bit of {@link java.nio.channels.SelectionKey}. */
    Readiness(SelectableChannel channel, int operation) {
        this.channel = channel;
        this.operation = operation;
    }

    /**
     * Waits until the channel is ready. May return spuriously.
     *
     * @param millis the timeout; 0 for none
     * @throws InterruptedIOException if the thread is interrupted; it stays interrupted
     * @throws ClosedChannelException if this object or the channel is closed
     */
    void await(long millis) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
        try {
            opened().select(ready -> {}, millis);
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    private Selector opened() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (selector == null) {
                Selector opened = Selector.open();
                selector = opened;
                channel.register(opened, operation);
            }
            return selector;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            if (selector != null) {
                selector.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
