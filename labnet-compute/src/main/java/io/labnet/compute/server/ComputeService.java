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
 * The service of a compute server: creates the session of each client, and holds the state that the sessions share: the
 * names in use and the computations. Pass it, with its {@link #options}, to a {@link
 * io.labnet.core.transport.Transport}, which runs the server.
 */
public final class ComputeService implements Function<Peer, ByteSession>, AutoCloseable {
    /**
     * How many more threads there are than clients that can wait: after a task, a thread needs a moment before it takes
     * the next task.
     */
    private static final int SPARE = 32;

    /** The stack size of a waiting thread: small, because the thread only waits. */
    private static final long STACK_BYTES = 256 * 1024;

    final ComputeSettings settings;
    final ComputeListener listener;
    final Calculator calculator = new Calculator();
    private final Protocol<ComputeRequest, ComputeReply> protocol;
    private final Set<UUID> connected = ConcurrentHashMap.newKeySet();

    /** One thread for each task, so that no task waits for another. */
    private final ThreadPoolExecutor waiters = Calculator.threads(
            "labnet-compute-waiting", 0, 2 * Calculator.MAX_WAITING + SPARE, new SynchronousQueue<>(), STACK_BYTES);

    private final AtomicLong remaining = new AtomicLong(Long.MAX_VALUE);
    private final CompletableFuture<Void> served = new CompletableFuture<>();

    /**
     * Creates a service.
     *
     * @param settings the settings of its answers
     * @param listener receives the events
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
     * Returns the options for a server of this service. They include the service's own worker threads. The workers only
     * wait for results, and there are so many workers that no client waits for another client's result.
     *
     * @return the default options, with these workers and the idle timeout of the settings
     */
    public ServerOptions options() {
        return ServerOptions.defaults().withWorkers(waiters).withIdle(settings.idle());
    }

    /**
     * Makes the service count served clients. Call it once, before a transport serves the service.
     *
     * @param clients the number of clients, at least 1
     * @return completed when that many clients have sent their name and disconnected
     */
    public CompletionStage<Void> served(int clients) {
        remaining.set(clients);
        return served;
    }

    /** Cancels all computations. Call it when the server has stopped. */
    @Override
    public void close() {
        calculator.close();
        waiters.shutdownNow();
    }

    /**
     * Returns a client's UUID, computed from its name or, while another client has the same UUID, from its name and
     * address.
     *
     * @return the UUID, reserved for this client until {@link #leave}
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

    /** Releases a UUID. */
    void leave(UUID uuid) {
        connected.remove(uuid);
    }

    /** Records that a client that had sent its name has disconnected. */
    void clientServed() {
        if (remaining.decrementAndGet() == 0) {
            served.complete(null);
        }
    }
}
