// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on event loops: what is the same however its connections come in. */
public abstract class LoopServer implements Server, LinkOwner, LoopOwner {
    private static final int RESERVE_BYTES = 64 * 1024;

    /** How often it is tried to tell that a loop broke, when there is no memory to do so. */
    private static final int TELLINGS = 100;

    private static final Duration TELL_AGAIN = Duration.ofMillis(50);

    private final Endpoint endpoint;
    private final Function<Peer, ? extends ByteSession> service;
    private final ServerOptions options;
    private final Admission admission;
    private final Executor workers;
    private final @Nullable ExecutorService ownWorkers;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private List<? extends EventLoop> loops = List.of();

    /** What a loop broke of. */
    private volatile @Nullable Throwable failure;

    /** Let go of when a loop breaks, which may be because memory has run out: telling it takes some. */
    @SuppressWarnings("UnusedVariable") // Not for reading.
    private volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

    protected LoopServer(Endpoint endpoint, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
        this.endpoint = endpoint;
        this.service = service;
        this.options = options.withListener(new GuardedListener(options.listener()));
        this.admission = new Admission(this, options.maxConnections(), options.maxConnectionsPerHost());
        Executor given = options.workers();
        this.ownWorkers = given == null ? Workers.start("labnet-" + endpoint.port(), options.maxConnections()) : null;
        this.workers = given == null ? ownWorkers : given;
    }

    /** Closes what connections come in by. Called once, by any thread. */
    protected abstract void stopAccepting();

    public final void start(List<? extends EventLoop> loops) {
        this.loops = loops;
        running.set(loops.size());
        loops.forEach(EventLoop::start);
    }

    @Override
    public final ServerOptions options() {
        return options;
    }

    @Override
    public final Executor workers() {
        return workers;
    }

    protected final boolean stopping() {
        return stopping.get();
    }

    /** Takes a new connection in, or closes it when a limit is reached. Called by any thread. */
    public final void admit(String address, int port, Wire wire) {
        Admission.Host host = stopping() ? null : admission.admit(address);
        if (host == null) {
            if (!stopping()) {
                options.listener().refused(new Peer(address, port), admission.refusal());
            }
            wire.close();
            return;
        }
        boolean taken = false;
        try {
            EventLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
            taken = loop.execute(() -> begin(loop, new Peer(host.address(), port), host, wire));
        } finally {
            // Also when there is no memory for the task: a place that is lost then would be lost for ever.
            if (!taken) {
                wire.close();
                left(host, false);
            }
        }
    }

    @Override
    public void left(Admission.Host host, boolean complete) {
        admission.release(host);
    }

    @Override
    public final long budgetOfLoop() {
        return Math.max(1, options.bufferBudget() / Math.max(1, loops.size()));
    }

    @Override
    public final void report(Throwable problem) {
        options.listener().failed(null, problem);
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
                if (ownWorkers != null) {
                    ownWorkers.shutdownNow();
                }
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

    /** Begins the conversation of a connection that was admitted, on its loop. */
    final void begin(EventLoop loop, Peer peer, Admission.Host host, Wire wire) {
        if (stopping()) {
            // Its loop may have stopped its links already, and would not know of this one.
            wire.close();
            left(host, false);
            return;
        }
        try {
            ByteSession session = Objects.requireNonNull(service.apply(peer), "the service made no session");
            Link link = new Link(loop, wire, session, host, peer.port());
            wire.attach(loop, link);
            options.listener().accepted(peer);
            loop.begin(link);
        } catch (Throwable t) {
            wire.abort();
            left(host, false);
            options.listener().failed(peer, t);
        }
    }
}
