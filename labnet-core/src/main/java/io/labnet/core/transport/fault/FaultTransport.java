// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A transport with deliberate, reproducible faults. It wraps another transport, for one side of a connection or for
 * both. Client connections are numbered from 1 in the order in which they are made, and a server's connections in the
 * order in which they are accepted; each connection has its own random faults.
 *
 * <p>A {@linkplain io.labnet.core.codec.Boundary#PAUSE pause} in the input is delayed together with the bytes before
 * it. Faults of the input therefore neither create nor remove pauses. Delayed output may contain a new pause: if the
 * bytes of one message are delayed by different times, the peer may take the time between them for a pause. Over a
 * {@link io.labnet.core.transport.MemoryTransport}, it does so after any delay within the output of a client.
 *
 * <p>A server's listener is not told of a reset on purpose, only that the connection is closed.
 */
public final class FaultTransport implements Transport {
    private final Transport transport;
    private final FaultPlan plan;
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    /**
     * Wraps a transport.
     *
     * @param transport the transport that carries the bytes
     * @param plan the faults; if there are none, everything passes unchanged
     */
    public FaultTransport(Transport transport, FaultPlan plan) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.plan = Objects.requireNonNull(plan, "plan");
    }

    /**
     * Connects to a server, as described at {@link Transport#connect(Endpoint, ConnectOptions)}. The connection has no
     * thread: a method that passes delayed bytes waits itself, and output is not coalesced.
     */
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        long number = nextClient(to);
        Connection connection = transport.connect(to, options);
        return plan.keepsStreams() ? connection : new FaultConnection(connection, plan, clientSeed(number));
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        long number = nextClient(to);
        if (plan.keepsStreams()) {
            return transport.connect(to, session, options);
        }
        FaultSession faulty = new FaultSession(session, plan, clientSeed(number));
        return new FaultLink(transport.connect(to, faulty, options), faulty);
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(service, "service");
        return transport.serve(at, peer -> accept(peer, service), options);
    }

    private ByteSession accept(Peer peer, Function<Peer, ? extends ByteSession> service) {
        long number = accepted.incrementAndGet();
        if (plan.refuses(number)) {
            return refused();
        }
        ByteSession session = service.apply(peer);
        return plan.keepsStreams() ? session : new FaultSession(session, plan, FaultyStream.mix(plan.seed() + number));
    }

    /** Returns a session that resets its connection. */
    private static ByteSession refused() {
        Protocol<byte[], byte[]> nothing =
                new Protocol<>("refused", () -> (in, boundary) -> null, (message, out) -> out.put(message), 1);
        return new Conversation<>(nothing, new Session<>() {
            @Override
            public void opened(Outbox<byte[]> out) {
                out.abort();
            }

            @Override
            public void received(byte[] message, Outbox<byte[]> out) {}
        });
    }

    private long nextClient(Endpoint to) throws ConnectException {
        Objects.requireNonNull(to, "to");
        long number = connected.incrementAndGet();
        if (plan.refuses(number)) {
            throw new ConnectException("connection " + number + " to " + to + " was refused on purpose");
        }
        return number;
    }

    private long clientSeed(long number) {
        return FaultyStream.mix(~plan.seed() - number);
    }
}
