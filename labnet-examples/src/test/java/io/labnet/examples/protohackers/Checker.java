// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.testkit.Chunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of a server under test: sends bytes with any split, and reads with a timeout. One thread may use any number
 * of checkers, so that a test needs no threads. Text is ISO 8859-1, in which each byte is a character.
 */
final class Checker implements AutoCloseable {
    static final Charset TEXT = StandardCharsets.ISO_8859_1;

    /** How many clients a server must bear at once. */
    static final int CROWD = 200;

    /** Longer than anything takes on a loaded machine; reached only by a test that fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ConnectOptions OPTIONS = ConnectOptions.defaults().withReadTimeout(PATIENCE);

    private final Connection connection;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024).flip();

    private Checker(Connection connection) {
        this.connection = connection;
    }

    /** A running server that knows how to be reached, and fails the test at its end if one of its sessions threw. */
    static final class Served implements AutoCloseable {
        private final Transport transport;
        private final Server server;
        private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

        /** Starts it. The argument makes its side of a new connection. */
        Served(Transport transport, Supplier<? extends ByteSession> sessions) throws IOException {
            this(transport, sessions, ServerOptions.defaults());
        }

        Served(Transport transport, Supplier<? extends ByteSession> sessions, ServerOptions options)
                throws IOException {
            this.transport = transport;
            ServerListener listener = new ServerListener() {
                @Override
                public void failed(@Nullable Peer peer, Throwable cause) {
                    faults.add(cause);
                }
            };
            server = transport.serve(
                    Endpoint.loopback(0),
                    peer -> sessions.get(),
                    options.withLoops(2).withListener(listener));
        }

        Endpoint endpoint() {
            return server.endpoint();
        }

        Checker connect() throws IOException {
            return new Checker(transport.connect(server.endpoint(), OPTIONS));
        }

        /** Connects many clients; closing the server ends them all. */
        List<Checker> crowd() throws IOException {
            List<Checker> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(connect());
            }
            return crowd;
        }

        @Override
        public void close() {
            server.stop(Duration.ZERO).toCompletableFuture().join();
            if (!faults.isEmpty()) {
                throw new AssertionError("a session threw", faults.peek());
            }
        }
    }

    /** The transports that each server is tested on. */
    static Stream<Transport> transports() {
        return Stream.of(new TcpTransport(), new MemoryTransport());
    }

    static byte[] bytes(String text) {
        return text.getBytes(TEXT);
    }

    /** Sends bytes by one write. */
    Checker send(byte[] bytes) throws IOException {
        connection.write(ByteBuffer.wrap(bytes));
        return this;
    }

    /** Sends text by one write. */
    Checker send(String text) throws IOException {
        return send(bytes(text));
    }

    /** Sends each byte by a write of its own. */
    Checker sendBytewise(byte[] bytes) throws IOException {
        return sendPieces(Chunks.ofSize(bytes, 1));
    }

    /** Sends bytes in pieces of random sizes. */
    Checker sendCut(byte[] bytes, long seed) throws IOException {
        return sendPieces(Chunks.random(bytes, new Random(seed)));
    }

    private Checker sendPieces(List<byte[]> pieces) throws IOException {
        for (byte[] piece : pieces) {
            send(piece);
        }
        return this;
    }

    /** Reads a line. Gives it without its end, which is a line feed. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next < 0) {
                throw new AssertionError("the server ended its output behind '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** Reads so many bytes. */
    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int next = read();
            if (next < 0) {
                throw new AssertionError("the server ended its output after " + i + " of " + count + " bytes");
            }
            bytes[i] = (byte) next;
        }
        return bytes;
    }

    /** Reads up to the end of the server's output, which must come in order, without a reset. */
    String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            rest.write(next);
        }
        return rest.toString(TEXT);
    }

    /** Reads one byte; -1 at the end of the server's output. */
    private int read() throws IOException {
        while (!in.hasRemaining()) {
            in.clear();
            Boundary boundary = connection.read(in);
            in.flip();
            if (boundary == Boundary.END) {
                return -1;
            }
        }
        return Byte.toUnsignedInt(in.get());
    }

    /** Ends the output and goes on reading. */
    Checker finish() throws IOException {
        connection.finish();
        return this;
    }

    /** Vanishes: resets the connection. */
    void vanish() {
        connection.abort();
    }

    @Override
    public void close() {
        connection.close();
    }
}
