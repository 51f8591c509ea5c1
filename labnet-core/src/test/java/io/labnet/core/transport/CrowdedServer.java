// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.internal.engine.GuardedListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves with too few files or too little memory. An empty line is answered with how often it has failed,
 * a number by trying to serve with so many loops; the end of its input ends it.
 */
final class CrowdedServer {
    private CrowdedServer() {}

    public static void main(String[] args) throws IOException {
        Counter counter = new Counter();
        // What is used first when there are no more files has to be loaded while there are.
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

    /** Tries to serve with more loops than there can be, and then with one at the same place. */
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
