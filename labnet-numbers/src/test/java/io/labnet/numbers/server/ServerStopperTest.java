// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests a server that is stopped while it replies: one client has read the first byte of a reply that is larger than
 * all buffers, when another client sends a number out of range.
 */
class ServerStopperTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String LONG_NAME = "Ada".repeat(6 << 20);
    private static final byte[] REPLY = new NumberReply(LONG_NAME, 10, 35L).encode();

    static Stream<Transport> transports() {
        return Stream.of(new MemoryTransport(), new TcpTransport());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void run_waitsForTheRepliesOfOtherClients(Transport transport) throws Exception {
        try (Server server = serve(transport, new ServerStopper(TIMEOUT))) {
            try (Connection slow = connect(transport, server)) {
                ByteArrayOutputStream reply = firstByteOfReply(slow);
                endBySendingZero(transport, server);
                assertThat(server.stopped().toCompletableFuture()).isNotDone();

                readRest(slow, reply);
                assertThat(reply.toByteArray()).isEqualTo(REPLY);
            }
            server.stopped().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void run_doesNotWaitForClientsThatDoNotRead(Transport transport) throws Exception {
        try (Server server = serve(transport, new ServerStopper());
                Connection slow = connect(transport, server)) {
            ByteArrayOutputStream reply = firstByteOfReply(slow);
            endBySendingZero(transport, server);

            server.stopped().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThatThrownBy(() -> readRest(slow, reply)).isInstanceOf(IOException.class);
        }
    }

    private static Server serve(Transport transport, ServerStopper stopper) throws IOException {
        NumberService service = new NumberService(LONG_NAME, () -> 10, stopper, NumberListener.SILENT);
        Server server = transport.serve(Endpoint.loopback(0), service);
        stopper.of(server);
        return server;
    }

    private static Connection connect(Transport transport, Server server) throws IOException {
        return transport.connect(server.endpoint(), ConnectOptions.defaults().withReadTimeout(TIMEOUT));
    }

    private static ByteArrayOutputStream firstByteOfReply(Connection client) throws IOException {
        ask(client, 25);
        ByteBuffer first = ByteBuffer.allocate(1);
        assertThat(client.read(first)).isEqualTo(Boundary.MORE);
        ByteArrayOutputStream reply = new ByteArrayOutputStream(REPLY.length);
        reply.write(first.get(0));
        return reply;
    }

    /** When the connection of this client ends, the server no longer listens. */
    private static void endBySendingZero(Transport transport, Server server) throws IOException {
        try (Connection client = connect(transport, server)) {
            ask(client, 0);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(Boundary.END);
        }
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try (Connection late = connect(transport, server)) {
            ask(late, 25);
            readRest(late, reply);
        } catch (IOException refused) {
            assertThat(refused).isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThat(reply.size()).as("bytes of a reply after the end").isZero();
    }

    private static void ask(Connection client, long number) throws IOException {
        NumberRequest request = new NumberRequest("Ada Client", number);
        client.write(ByteBuffer.wrap(request.encode()));
    }

    private static void readRest(Connection client, ByteArrayOutputStream into) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (client.read(buffer.clear()) != Boundary.END) {
            into.write(buffer.array(), 0, buffer.position());
        }
    }
}
