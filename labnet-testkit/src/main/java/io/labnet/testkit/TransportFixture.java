// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.testkit.internal.Stall;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The common base of the suites for transports: creates the transport, and closes its servers and connections. */
public abstract class TransportFixture {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Creates a fixture. */
    protected TransportFixture() {}

    /**
     * Returns the transport under test, the same object during one test.
     *
     * @return the transport
     */
    protected abstract Transport transport();

    /**
     * Returns a free endpoint for a server, a new endpoint on each call.
     *
     * @return by default port 0 of the loopback address
     */
    protected Endpoint anywhere() {
        return Endpoint.loopback(0);
    }

    /**
     * Returns whether the transport distinguishes a reset connection from one that ends normally.
     *
     * @return by default true
     */
    protected boolean detectsResets() {
        return true;
    }

    /** Closes the resources that a test has left open. */
    @AfterEach
    final void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    final <I, O> Server serve(Protocol<I, O> protocol, Supplier<Session<I, O>> sessions) throws IOException {
        return serve(protocol, sessions, ServerOptions.defaults());
    }

    final <I, O> Server serve(Protocol<I, O> protocol, Supplier<Session<I, O>> sessions, ServerOptions options)
            throws IOException {
        return serve(peer -> new Conversation<>(protocol, sessions.get()), options);
    }

    final Server serve(Function<Peer, ByteSession> service, ServerOptions options) throws IOException {
        Server server = transport().serve(anywhere(), service, options);
        open.push(() -> server.stop(Duration.ZERO).toCompletableFuture().get(60, TimeUnit.SECONDS));
        return server;
    }

    /** Registers a resource to close after the test. */
    final void onClose(AutoCloseable closing) {
        open.push(closing);
    }

    final Server serveEcho(ServerOptions options) throws IOException {
        return serve(TestProtocols.LINES, () -> (line, out) -> out.send(line), options);
    }

    /** Starts an echo server that stalls when the first bytes have arrived. */
    final Server serveStalled(Stall stall, ServerOptions options) throws IOException {
        Protocol<String, String> protocol = stall.of(TestProtocols.LINES);
        return serve(protocol, () -> (line, out) -> out.send(line), options);
    }

    final Server serveEcho() throws IOException {
        return serveEcho(ServerOptions.defaults());
    }

    /** Connects to a server that echoes lines. */
    final Connection connectToEcho() throws IOException {
        return connect(serveEcho());
    }

    final Connection connect(Server server) throws IOException {
        return connect(server, ConnectOptions.defaults().withReadTimeout(TestTimeout.LIMIT));
    }

    final Connection connect(Server server, ConnectOptions options) throws IOException {
        Connection connection = transport().connect(server.endpoint(), options);
        open.push(connection);
        return connection;
    }

    static void write(Connection connection, String text) throws IOException {
        connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads exactly {@code bytes} bytes, or up to the end. */
    static String read(Connection connection, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        fill(connection, buffer);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    /** Reads until the buffer is full or the peer has ended its output. */
    static void fill(Connection connection, ByteBuffer buffer) throws IOException {
        Boundary last = Boundary.MORE;
        while (buffer.hasRemaining() && last != Boundary.END) {
            last = connection.read(buffer);
        }
    }

    /** Reads up to the end. */
    static String readAll(Connection connection) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (connection.read(buffer.clear()) != Boundary.END) {
            all.write(buffer.array(), 0, buffer.position());
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads one line and returns it without its end. */
    static String readLine(Connection connection) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String next = read(connection, 1); !next.equals("\n"); next = read(connection, 1)) {
            if (next.isEmpty()) {
                throw new IOException("the peer ended its output after \"" + line + "\"");
            }
            line.append(next);
        }
        return line.toString();
    }
}
