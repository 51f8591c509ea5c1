// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.internal.engine.GuardedListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A process with too few file descriptors or too little memory: a server or a client. */
final class CrowdedProcess {
    private static final int LARGE = 8 * 1024 * 1024;

    private CrowdedProcess() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            serve();
            return;
        }
        Transport transport = args[1].startsWith("/") ? new UnixTransport() : new TcpTransport();
        Endpoint server = new Endpoint(args[1], Integer.parseInt(args[2]));
        System.out.println(args[0].equals("files") ? tooManyFiles(transport, server) : largeBuffers(transport, server));
    }

    /**
     * Runs a server. It replies to an empty line with the number of failures, and to a number by starting a server with
     * that number of loops. It stops at the end of its input.
     */
    private static void serve() throws IOException {
        Counter counter = new Counter();
        // Classes that are first used when no file descriptor is left must be loaded before.
        new GuardedListener(counter).failed(null, new IOException("to begin with"));
        counter.failures.set(0);
        try (Server server = serve(Endpoint.loopback(0), 1, counter)) {
            System.out.println(server.endpoint().port());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(line.isEmpty() ? counter.failures.get() : tooMany(Integer.parseInt(line), counter));
            }
        }
    }

    /** Connects as often as possible, closes all connections, and repeats this. */
    private static String tooManyFiles(Transport transport, Endpoint server) {
        List<Connection> first = connections(transport, server);
        first.forEach(Connection::close);
        List<Connection> second = connections(transport, server);
        second.forEach(Connection::close);
        // Classes loaded meanwhile may keep one or two file descriptors.
        return second.size() > first.size() / 2 ? "connected again" : first.size() + ", then " + second.size();
    }

    private static List<Connection> connections(Transport transport, Endpoint server) {
        List<Connection> open = new ArrayList<>();
        try {
            while (true) {
                open.add(transport.connect(server));
            }
        } catch (IOException e) {
            return open;
        }
    }

    private static String largeBuffers(Transport transport, Endpoint server) throws IOException {
        try (Connection connection = transport.connect(server)) {
            byte[] lines = "\n".repeat(LARGE).getBytes(StandardCharsets.US_ASCII);
            lines[LARGE - 2] = '?';
            connection.write(ByteBuffer.wrap(lines));
            ByteBuffer in = ByteBuffer.allocate(LARGE);
            while (connection.read(in) != Boundary.END && in.get(in.position() - 1) != '\n') {}
            return new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII).trim();
        }
    }

    /** Tries to start a server with more loops than possible, then one with a single loop at the same address. */
    private static String tooMany(int loops, Counter counter) throws IOException {
        Endpoint free;
        try (Server server = serve(Endpoint.loopback(0), 1, counter)) {
            free = server.endpoint();
        }
        String outcome;
        try (Server server = serve(free, loops, counter)) {
            outcome = "served at " + server.endpoint();
        } catch (IOException | OutOfMemoryError e) {
            outcome = e.getClass().getSimpleName();
        }
        serve(free, 1, counter).close();
        return outcome + ", served again";
    }

    private static Server serve(Endpoint at, int loops, Counter counter) throws IOException {
        return new TcpTransport()
                .serve(
                        at,
                        peer -> new Conversation<>(ToyProtocols.LINES, (line, out) -> out.send(line)),
                        ServerOptions.defaults().withLoops(loops).withListener(counter));
    }

    private static final class Counter implements ServerListener {
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public void failed(@Nullable Peer peer, Throwable cause) {
            failures.incrementAndGet();
        }
    }
}
