// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.ComputeReply;
import io.labnet.compute.ComputeRequest;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a compute server does for each client, and what its clients share: the names in use, and what is computed. It is
 * what a transport is given to serve, with its {@link #options}.
 */
public final class ComputeService implements Function<Peer, ByteSession>, AutoCloseable {
    /** Threads that are done waiting but not yet back. */
    private static final int SPARE = 32;

    private final ComputeSettings settings;
    private final ComputeListener listener;
    private final Protocol<ComputeRequest, ComputeReply> protocol;
    private final ClientIds ids = new ClientIds();
    private final Calculator calculator = new Calculator();
    private final ThreadPoolExecutor waiters =
            ComputeThreads.waiting("labnet-compute-waiting", 2 * Calculator.MOST_WAITING + SPARE);
    private final AtomicLong toServe = new AtomicLong(Long.MAX_VALUE);
    private final CompletableFuture<Void> served = new CompletableFuture<>();

    /**
     * Makes a service.
     *
     * @param settings how it answers
     * @param listener is told what happens
     */
    public ComputeService(ComputeSettings settings, ComputeListener listener) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.protocol = ComputeProtocol.server(settings.maxN());
    }

    @Override
    public ByteSession apply(Peer peer) {
        return new Conversation<>(protocol, new ComputeServerSession(this, peer));
    }

    /**
     * Gives the options of a server of this service: its slow work is done by threads that wait for results, which makes
     * a client wait for no other one's.
     *
     * @return the default options, with these workers and the idle time of the settings
     */
    public ServerOptions options() {
        return ServerOptions.defaults().withWorkers(waiters).withIdle(settings.idle());
    }

    /**
     * Counts clients. To be called once, before the service is served.
     *
     * @param clients how many, at least 1
     * @return completed when so many clients that had given their name are gone
     */
    public CompletionStage<Void> served(int clients) {
        toServe.set(clients);
        return served;
    }

    /** Gives up what is being computed. To be called when the server has stopped. */
    @Override
    public void close() {
        calculator.close();
        waiters.shutdownNow();
    }

    ComputeSettings settings() {
        return settings;
    }

    ComputeListener listener() {
        return listener;
    }

    ClientIds ids() {
        return ids;
    }

    Calculator calculator() {
        return calculator;
    }

    /** Takes note that a client with a name is gone. */
    void clientServed() {
        if (toServe.decrementAndGet() == 0) {
            served.complete(null);
        }
    }
}
