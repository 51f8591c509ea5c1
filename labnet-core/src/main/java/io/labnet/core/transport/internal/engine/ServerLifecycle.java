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

/** A server on event loops: how it starts, stops and ends, whatever it serves. */
public abstract class ServerLifecycle implements Server, LoopOwner {
    private static final int RESERVE_BYTES = 64 * 1024;

    /** How often it is tried to tell that a loop broke, when there is no memory to do so. */
    private static final int TELLINGS = 100;

    private static final Duration TELL_AGAIN = Duration.ofMillis(50);

    private final Endpoint endpoint;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicInteger running = new AtomicInteger();
    private List<? extends EventLoop> loops = List.of();

    /** What a loop broke of. */
    private volatile @Nullable Throwable failure;

    /** Let go of when a loop breaks, which may be because memory has run out: telling it takes some. */
    @SuppressWarnings("UnusedVariable") // Not for reading.
    private volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

    protected ServerLifecycle(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Takes nothing in from now on. Called once, by any thread. */
    protected abstract void stopAccepting();

    /** The last loop has ended. */
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

    /** Without each of its loops the server is no server. */
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
        for (int i = 0; i < TELLINGS && !stopped.isDone(); i++) {
            try {
                // In the form in which it is passed on, so that passing it on takes no memory.
                stopped.completeExceptionally(new CompletionException(cause));
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(TELL_AGAIN.toNanos());
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
                stopAccepting();
            } finally {
                // Without memory for anything: it may have run out.
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
            // Closed it is. That it failed has been told to the listener, and to whoever asks when it stopped.
            return;
        }
    }
}
