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
 * A transport within one process, driven by the same engine as the other transports. Its connections are bounded pipes
 * that end, break and fill up as sockets do. Use it for tests without ports and delays, and in programs that embed a
 * server. A client reaches only the servers that were started with the same {@code MemoryTransport} object; the hosts
 * of endpoints are only names.
 *
 * <p>Pauses do not depend on time in this transport. A client sends a pause when it has written all its output, or when
 * it calls {@link Connection#pause}. A server's {@linkplain io.labnet.core.session.Outbox#flush flush} sends a pause
 * between its writes.
 */
public final class MemoryTransport implements Transport {
    /** The capacity of one direction of a connection, in bytes; about that of a socket. */
    private static final int CAPACITY = 64 * 1024;

    private static final int FIRST_FREE_PORT = 49_152;
    private static final ClientLoops CLIENTS = new ClientLoops(owner -> new MemoryLoop(owner, "labnet-memory-clients"));

    private final ConcurrentHashMap<Endpoint, MemoryServer> servers = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(FIRST_FREE_PORT);

    /** Creates a transport without servers. */
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
        // Clients use up port numbers as well, so the numbers wrap around, and the next one may belong to a running
        // server.
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
