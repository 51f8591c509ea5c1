// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fault;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.internal.engine.ClientDriver;
import io.labnet.core.transport.internal.engine.ClientLoops;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.Link;
import io.labnet.core.transport.internal.engine.LoopServer;
import io.labnet.core.transport.internal.engine.Wire;
import io.labnet.core.transport.internal.memory.MemoryLoop;
import io.labnet.core.transport.internal.memory.MemoryPipe;
import io.labnet.core.transport.internal.memory.MemoryWire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transport in memory on which one operation of one side fails: a connect, accept, registration, read, write or end
 * of the output. It is below the engine, so that the engine handles these failures as it does those of sockets. Each
 * operation moves only a few bytes, so that a conversation has many operations.
 */
final class FailingTransport implements Transport {
    /** The names of the threads begin with this. */
    static final String THREADS = "labnet-failing";

    private static final int MOST_BYTES = 16;
    private static final int CAPACITY = 64;

    private final ClientLoops clients = new ClientLoops(owner -> new MemoryLoop(owner, THREADS + "-clients"));
    private final AtomicInteger open = new AtomicInteger();
    private @Nullable FailingServer server;
    private volatile Failure next = new Failure(Side.CLIENT, 0, false);

    /** The end of a connection whose operation fails. */
    enum Side {
        CLIENT,
        SERVER
    }

    /** The failure of the n-th operation of a side, and of all later ones of the same connection if it stays broken. */
    private static final class Failure {
        private final Side side;
        private final int which;
        private final boolean staysBroken;
        private final AtomicInteger operations = new AtomicInteger();

        Failure(Side side, int which, boolean staysBroken) {
            this.side = side;
            this.which = which;
            this.staysBroken = staysBroken;
        }

        /** Returns whether this operation of a side fails. */
        boolean fails(Side of) {
            return of == side && which > 0 && operations.incrementAndGet() == which;
        }

        boolean isReached() {
            return operations.get() >= which;
        }
    }

    /** Lets the n-th operation from now on fail. */
    void failAt(Side side, int which, boolean staysBroken) {
        next = new Failure(side, which, staysBroken);
    }

    /** Lets no operation fail any more. Returns whether one has failed. */
    boolean heal() {
        Failure last = next;
        next = new Failure(Side.CLIENT, 0, false);
        return last.isReached();
    }

    /** Returns how many ends of connections are neither closed nor reset. */
    int openEnds() {
        return open.get();
    }

    @Override
    public Connection connect(Endpoint to, ConnectOptions options) {
        throw new UnsupportedOperationException("no client of these tests blocks");
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        FailingServer at = server;
        if (at == null || next.fails(Side.CLIENT)) {
            throw new ConnectException("the connect failed on purpose");
        }
        MemoryPipe toServer = new MemoryPipe(CAPACITY);
        MemoryPipe toClient = new MemoryPipe(CAPACITY);
        FailingWire accepted = new FailingWire(Side.SERVER, new MemoryWire(toServer, toClient, false));
        FailingWire connected = new FailingWire(Side.CLIENT, new MemoryWire(toClient, toServer, true));
        if (next.fails(Side.SERVER)) {
            // An accept that fails: the system resets the connection.
            accepted.abort();
        } else {
            at.admit(to.host(), 1, accepted);
        }
        return ClientDriver.begin(clients, connected, to, session, options);
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
        FailingServer started = new FailingServer(at, service, options);
        started.start(List.of(new MemoryLoop(started, THREADS + "-server")));
        server = started;
        return started;
    }

    private static final class FailingServer extends LoopServer {
        FailingServer(Endpoint endpoint, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
            super(endpoint, service, options);
        }

        @Override
        protected void stopAccepting() {}
    }

    private final class FailingWire implements Wire {
        private final Side side;
        private final Wire wire;
        private final AtomicBoolean closed = new AtomicBoolean();
        private boolean broken;

        FailingWire(Side side, Wire wire) {
            this.side = side;
            this.wire = wire;
            open.incrementAndGet();
        }

        private void operate(String operation) throws SocketException {
            Failure failure = next;
            if (broken || failure.fails(side)) {
                broken = failure.staysBroken;
                throw new SocketException("the " + operation + " failed on purpose");
            }
        }

        @Override
        public void attach(EventLoop loop, Link link) throws IOException {
            operate("registration");
            wire.attach(loop, link);
        }

        @Override
        public Boundary read(ByteBuffer into) throws IOException {
            operate("read");
            ByteBuffer part = into.slice(into.position(), Math.min(MOST_BYTES, into.remaining()));
            Boundary boundary = wire.read(part);
            into.position(into.position() + part.position());
            return boundary;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            operate("write");
            int written = wire.write(from.slice(from.position(), Math.min(MOST_BYTES, from.remaining())));
            from.position(from.position() + written);
            return written;
        }

        @Override
        public void interest(boolean readable, boolean writable) {
            wire.interest(readable, writable);
        }

        @Override
        public boolean carriesPauses() {
            return wire.carriesPauses();
        }

        @Override
        public void flush() {
            wire.flush();
        }

        @Override
        public void paused() {
            wire.paused();
        }

        @Override
        public void finish() throws IOException {
            operate("end of the output");
            wire.finish();
        }

        @Override
        public void close() {
            ended();
            wire.close();
        }

        @Override
        public void abort() {
            ended();
            wire.abort();
        }

        private void ended() {
            if (closed.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }
    }
}
