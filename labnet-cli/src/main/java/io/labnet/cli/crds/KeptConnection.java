// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

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
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has conversations with one server on one connection, one after the other: what ends a conversation leaves the
 * connection open for the next. One that the server has closed meanwhile, as it may when nobody asks for long, is made
 * anew. After a conversation that went wrong it has to be closed. For one conversation at a time.
 */
final class KeptConnection implements Transport, Closeable {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Transport transport;
    private @Nullable Connection kept;

    KeptConnection(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        Connection connection = kept;
        if (connection == null || !isOpen(connection)) {
            close();
            connection = transport.connect(to, options);
            kept = connection;
        }
        return new Turn(connection);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        return transport.connect(to, session, options);
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        return transport.serve(at, service, options);
    }

    /** Closes the connection, if there is one. */
    @Override
    public void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    /** Whether the server has said nothing since the last answer, not even that it goes. */
    private static boolean isOpen(Connection connection) {
        try {
            return connection.read(ByteBuffer.allocate(1), AT_ONCE) == Boundary.PAUSE;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** The connection as one conversation sees it, which takes the end of its own output for the end of it all. */
    private static final class Turn implements Connection {
        /** How often one who waits for the server looks whether the conversation is over. */
        private static final Duration GLANCE = Duration.ofMillis(20);

        private final Connection connection;
        private volatile boolean finished;

        Turn(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
            long began = System.nanoTime();
            while (!finished) {
                Duration left = timeout.minusNanos(System.nanoTime() - began);
                try {
                    return connection.read(into, left.compareTo(GLANCE) > 0 ? GLANCE : atLeast(left));
                } catch (SocketTimeoutException e) {
                    if (left.compareTo(GLANCE) <= 0) {
                        throw e;
                    }
                }
            }
            return Boundary.END;
        }

        private static Duration atLeast(Duration left) {
            return left.compareTo(AT_ONCE) > 0 ? left : AT_ONCE;
        }

        @Override
        public Duration readTimeout() {
            return connection.readTimeout();
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            connection.write(from);
        }

        @Override
        public void pause() throws IOException {
            connection.pause();
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {
            if (!finished) {
                connection.close();
            }
        }

        @Override
        public void abort() {
            connection.abort();
        }
    }
}
