// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.engine.ClientDriver;
import io.labnet.core.transport.internal.engine.ClientLoops;
import io.labnet.core.transport.internal.engine.LoopServer;
import io.labnet.core.transport.internal.memory.MemoryLoop;
import io.labnet.core.transport.internal.memory.MemoryPipe;
import io.labnet.core.transport.internal.memory.MemoryWire;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Conversations within one process: bounded pipes that end, break and fill up as sockets do, driven by the same engine.
 * For tests without ports and times, and for programs that embed a server. Servers are found by those who connect
 * through the same object; endpoints are mere names.
 *
 * <p>Time makes no pauses here: a client pauses when it has said all that it has to say, or by {@link
 * Connection#pause}, and the parts of what a
 * server separates are told apart by a pause.
 */
public final class MemoryTransport implements Transport {
    /** How many bytes one direction of a connection holds; about what a socket does. */
    private static final int CAPACITY = 64 * 1024;

    private static final int FIRST_FREE_PORT = 49_152;
    private static final ClientLoops CLIENTS = new ClientLoops(owner -> new MemoryLoop(owner, "labnet-memory-clients"));

    private final ConcurrentHashMap<Endpoint, MemoryServer> servers = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(FIRST_FREE_PORT);

    /** Makes a transport on which nothing listens yet. */
    public MemoryTransport() {}

    @Override
    public MemoryConnection connect(Endpoint to, ConnectOptions options) throws IOException {
        Objects.requireNonNull(options, "options");
        Pipes pipes = pipes(to);
        return new MemoryConnection(pipes.toClient, pipes.toServer, options);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(options, "options");
        Pipes pipes = pipes(to);
        return ClientDriver.begin(CLIENTS, new MemoryWire(pipes.toClient, pipes.toServer, true), to, session, options);
    }

    private Pipes pipes(Endpoint to) throws ConnectException {
        MemoryServer server = servers.get(Objects.requireNonNull(to, "to"));
        if (server == null) {
            throw new ConnectException("nothing listens on " + to);
        }
        Pipes pipes = new Pipes(new MemoryPipe(CAPACITY), new MemoryPipe(CAPACITY));
        server.admit(to.host(), freePort(), new MemoryWire(pipes.toServer, pipes.toClient, false));
        return pipes;
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        Endpoint endpoint = at;
        // Clients take ports too, so that the next one may have been taken by a server long ago.
        while (endpoint.port() == 0 || (at.port() == 0 && servers.containsKey(endpoint))) {
            endpoint = new Endpoint(at.host(), freePort());
        }
        MemoryServer server = new MemoryServer(endpoint, service, options);
        server.start(List.of(new MemoryLoop(server, "labnet-memory-" + endpoint.port())));
        if (servers.putIfAbsent(endpoint, server) != null) {
            server.stop(Duration.ZERO);
            throw new BindException("the endpoint " + endpoint + " is taken");
        }
        return server;
    }

    private int freePort() {
        return ports.getAndUpdate(port -> port == 0xffff ? FIRST_FREE_PORT : port + 1);
    }

    private record Pipes(MemoryPipe toServer, MemoryPipe toClient) {}

    private final class MemoryServer extends LoopServer {
        MemoryServer(Endpoint endpoint, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
            super(endpoint, service, options);
        }

        @Override
        protected void stopAccepting() {
            servers.remove(endpoint(), this);
        }
    }
}
