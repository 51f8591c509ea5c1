// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.ComputeReply;
import io.labnet.compute.ComputeRequest;
import io.labnet.compute.NameUuid;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerOptions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
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

    /** Enough for a thread that only waits. */
    private static final long STACK_BYTES = 256 * 1024;

    final ComputeSettings settings;
    final ComputeListener listener;
    final Calculator calculator = new Calculator();
    private final Protocol<ComputeRequest, ComputeReply> protocol;
    private final Set<UUID> connected = ConcurrentHashMap.newKeySet();

    /** One for each piece of work, so that none waits for another. */
    private final ThreadPoolExecutor waiters = Calculator.threads(
            "labnet-compute-waiting", 0, 2 * Calculator.MOST_WAITING + SPARE, new SynchronousQueue<>(), STACK_BYTES);

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

    /**
     * Gives a client its UUID: that of its name or, while another has that, one of its name and address.
     *
     * @return the UUID, which is this client's until it {@link #leave leaves}
     */
    UUID enter(String name, Peer peer) {
        String known = name;
        UUID uuid = NameUuid.of(known);
        while (!connected.add(uuid)) {
            known += "@" + peer.host() + ":" + peer.port();
            uuid = NameUuid.of(known);
        }
        return uuid;
    }

    /** Lets others have the UUID. */
    void leave(UUID uuid) {
        connected.remove(uuid);
    }

    /** Takes note that a client with a name is gone. */
    void clientServed() {
        if (toServe.decrementAndGet() == 0) {
            served.complete(null);
        }
    }
}
