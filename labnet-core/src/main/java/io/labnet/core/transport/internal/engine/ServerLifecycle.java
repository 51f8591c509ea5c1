// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The start, stop and end of a server on event loops, for connections or datagrams. */
public abstract class ServerLifecycle implements Server, LoopOwner {
    private static final int RESERVE_BYTES = 64 * 1024;

    /** How many times the server tries to report the failure of a loop while there is no memory to report it. */
    private static final int REPORT_RETRIES = 100;

    private static final Duration REPORT_RETRY_DELAY = Duration.ofMillis(50);

    private final Endpoint endpoint;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicInteger running = new AtomicInteger();
    private List<? extends EventLoop> loops = List.of();

    /** The failure of a loop. */
    private volatile @Nullable Throwable failure;

    /**
     * Released when a loop fails, so that there is memory to report the failure, which may itself be a lack of memory.
     */
    @SuppressWarnings("UnusedVariable") // Never read: it only reserves memory.
    private volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

    protected ServerLifecycle(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Notifies the listener that the server begins to stop. Called once, by any thread. */
    protected abstract void notifyStopping();

    /** Stops accepting connections. Called once, by any thread. */
    protected abstract void stopAccepting();

    /** Called when the last loop has ended. */
    protected abstract void ended();

    public final void start(List<? extends EventLoop> loops) {
        this.loops = loops;
        running.set(loops.size());
        loops.forEach(EventLoop::start);
    }

    final List<? extends EventLoop> loops() {
        return loops;
    }

    protected final boolean stopping() {
        return stopping.get();
    }

    /** Stops the server, because it can't continue with fewer loops. */
    @Override
    public final void fail(Throwable cause) {
        failure = cause;
        reserve = null;
        stop(Duration.ZERO);
    }

    @Override
    public final void loopEnded() {
        if (running.decrementAndGet() == 0) {
            try {
                ended();
            } finally {
                complete();
            }
        }
    }

    private void complete() {
        Throwable cause = failure;
        if (cause == null) {
            stopped.complete(null);
            return;
        }
        for (int i = 0; i < REPORT_RETRIES && !stopped.isDone(); i++) {
            try {
                // Wrapped here, so that dependent stages need no memory to wrap the cause.
                stopped.completeExceptionally(new CompletionException(cause));
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(REPORT_RETRY_DELAY.toNanos());
            }
        }
    }

    @Override
    public final Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public final CompletionStage<Void> stop(Duration drain) {
        long nanos = Durations.notNegative("drain", drain).toNanos();
        if (stopping.compareAndSet(false, true)) {
            try {
                notifyStopping();
                stopAccepting();
            } finally {
                // An index loop, because an iterator needs memory, which may have run out.
                for (int i = 0; i < loops.size(); i++) {
                    loops.get(i).requestStop(nanos);
                }
            }
        }
        return stopped();
    }

    @Override
    public final CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    @Override
    public final void close() {
        stop(CLOSE_DRAIN);
        if (loops.stream().noneMatch(EventLoop::isCurrent)) {
            awaitStopped();
        }
    }

    private void awaitStopped() {
        try {
            stopped.join();
        } catch (CompletionException e) {
            // The server is closed, and the listener and stopped() have reported the failure.
            return;
        }
    }
}
