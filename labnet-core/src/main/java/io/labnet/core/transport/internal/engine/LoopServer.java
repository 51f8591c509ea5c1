// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.address.ProxyHeader;
import io.labnet.core.transport.internal.admission.HeaderSession;
import io.labnet.core.transport.internal.jfr.FlightRecorder;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a connection server that is the same for every transport. */
public abstract class LoopServer extends ServerLifecycle implements LinkOwner {
    private final Function<Peer, ? extends ByteSession> service;
    private final ServerOptions options;
    private final Admission admission;
    private final Executor workers;
    private final @Nullable ExecutorService ownWorkers;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong connections = new AtomicLong();

    protected LoopServer(Endpoint endpoint, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
        super(endpoint);
        this.service = service;
        this.options = options.withListener(new GuardedListener(options.listener(), FlightRecorder.listener()));
        this.admission = new Admission(this, this.options, System::nanoTime);
        Executor given = options.workers();
        this.ownWorkers = given == null ? Workers.start("labnet-" + endpoint.port(), options.maxConnections()) : null;
        this.workers = given == null ? ownWorkers : given;
    }

    @Override
    public final ServerOptions options() {
        return options;
    }

    @Override
    public final Executor workers() {
        return workers;
    }

    /** Admits a new connection to one of the loops, or closes it if a limit is reached. Thread-safe. */
    public final void admit(String address, int port, Wire wire) {
        admit(address, port, wire, null);
    }

    /**
     * Admits a new connection, or closes it if a limit is reached. Thread-safe.
     *
     * @param loop the loop that drives the connection; {@code null} for the loop whose turn it is
     */
    public final void admit(String address, int port, Wire wire, @Nullable EventLoop loop) {
        Admission.Host host;
        try {
            if (stopping()) {
                wire.close();
                return;
            }
            host = isProxy(address) ? admission.admitProxy(address) : admission.admit(address);
        } catch (Admission.Refused e) {
            options.listener().refused(new Peer(address, port), e.getMessage());
            wire.close();
            return;
        }
        boolean taken = false;
        try {
            Peer peer = new Peer(host.address(), port, connections.incrementAndGet());
            EventLoop driver = loop == null ? nextLoop() : loop;
            taken = driver.execute(() -> begin(driver, peer, host, wire));
        } finally {
            // If there is no memory for the task, execute() throws, and the admission must still be released.
            if (!taken) {
                wire.close();
                left(host, false);
            }
        }
    }

    /** Returns whether connections from an address begin with a header that names the client. */
    private boolean isProxy(String address) {
        return options.proxies().contains(address);
    }

    private EventLoop nextLoop() {
        return loops().get(Math.floorMod(turn.getAndIncrement(), loops().size()));
    }

    @Override
    public void left(Admission.Host host, boolean complete) {
        admission.release(host);
    }

    @Override
    public final long budgetOfLoop() {
        return Math.max(1, options.bufferBudget() / Math.max(1, loops().size()));
    }

    @Override
    public final void report(Throwable problem) {
        options.listener().failed(null, problem);
    }

    @Override
    protected final void notifyStopping() {
        options.listener().stopping();
    }

    @Override
    protected final void ended() {
        if (ownWorkers != null) {
            ownWorkers.shutdownNow();
        }
    }

    /** Starts the conversation of an admitted connection, on its loop. */
    final void begin(EventLoop loop, Peer peer, Admission.Host host, Wire wire) {
        if (stopping()) {
            // The loop may have already stopped its links, and would not stop this one.
            wire.close();
            left(host, false);
            return;
        }
        try {
            HeaderSession header = isProxy(peer.host()) ? new HeaderSession() : null;
            ByteSession session = header == null ? session(peer) : header;
            Link link = new Link(loop, wire, session, host, peer.port(), peer.connection());
            wire.attach(loop, link);
            if (header == null) {
                link.accept();
            } else {
                header.onHeader((found, received) -> identify(link, found, received));
            }
            loop.begin(link);
        } catch (Throwable t) {
            wire.abort();
            left(host, false);
            options.listener().failed(peer, t);
        }
    }

    private ByteSession session(Peer peer) {
        return Objects.requireNonNull(service.apply(peer), "the service made no session");
    }

    /**
     * Begins the conversation with the client behind a balancer.
     *
     * @return the conversation; {@code null} if the client is refused
     */
    private @Nullable ByteSession identify(Link link, ProxyHeader header, int received) {
        Peer client = header.client();
        if (client != null) {
            try {
                link.identify(admission.admitClient(client.host()), client.port());
            } catch (Admission.Refused e) {
                options.listener().refused(client, e.getMessage());
                return null;
            }
        }
        ByteSession session = session(link.peer());
        link.begin(session, received);
        return session;
    }
}
