// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on event loops: what is the same however its connections come in. */
abstract class LoopServer implements Server {
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

    LoopServer(Endpoint endpoint, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
        this.endpoint = endpoint;
        this.service = service;
        this.options = options.withListener(new GuardedListener(options.listener()));
        this.admission = new Admission(options.maxConnections(), options.maxConnectionsPerHost());
        Executor given = options.workers();
        this.ownWorkers = given == null ? Workers.start("labnet-" + endpoint.port(), options.maxConnections()) : null;
        this.workers = given == null ? ownWorkers : given;
    }

    /** Closes what connections come in by. Called once, by any thread. */
    abstract void stopAccepting();

    final void start(List<? extends EventLoop> loops) {
        this.loops = loops;
        running.set(loops.size());
        loops.forEach(EventLoop::start);
    }

    final ServerOptions options() {
        return options;
    }

    final Executor workers() {
        return workers;
    }

    final boolean stopping() {
        return stopping.get();
    }

    /** Takes a new connection in, or closes it when a limit is reached. Called by any thread. */
    final void admit(String address, int port, Wire wire) {
        Admission.Host host = stopping() ? null : admission.admit(address);
        if (host == null) {
            if (!stopping()) {
                options.listener().refused(new Peer(address, port), admission.refusal());
            }
            wire.close();
            return;
        }
        EventLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
        if (!loop.execute(() -> begin(loop, new Peer(host.address(), port), host, wire))) {
            wire.close();
            left(host);
        }
    }

    /** A connection that was admitted is gone. */
    void left(Admission.Host host) {
        admission.release(host);
    }

    final void loopEnded() {
        if (running.decrementAndGet() == 0) {
            try {
                if (ownWorkers != null) {
                    ownWorkers.shutdownNow();
                }
            } finally {
                stopped.complete(null);
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
            stopAccepting();
            for (EventLoop loop : loops) {
                loop.execute(() -> loop.stop(nanos));
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
            stopped.join();
        }
    }

    /** Begins the conversation of a connection that was admitted, on its loop. */
    final void begin(EventLoop loop, Peer peer, Admission.Host host, Wire wire) {
        if (stopping()) {
            // Its loop may have stopped its links already, and would not know of this one.
            wire.close();
            left(host);
            return;
        }
        try {
            ByteSession session = Objects.requireNonNull(service.apply(peer), "the service made no session");
            Link link = new Link(loop, wire, session, host, peer.port());
            wire.attach(loop, link);
            options.listener().accepted(peer);
            loop.begin(link);
        } catch (Throwable t) {
            options.listener().failed(peer, t);
            wire.abort();
            left(host);
        }
    }
}
