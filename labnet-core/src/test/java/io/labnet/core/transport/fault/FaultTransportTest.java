// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryConnection;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultTransportTest {
    private static final StreamFaults NONE = StreamFaults.none();
    private static final FaultPlan PLAN = FaultPlan.seeded(7);
    private static final Protocol<byte[], byte[]> PIECES = new Protocol<>(
            "pieces",
            () -> (in, boundary) -> {
                byte[] piece = new byte[in.remaining()];
                in.get(piece);
                return piece;
            },
            (piece, out) -> out.put(piece),
            100_000);

    private final MemoryTransport memory = new MemoryTransport();
    private @Nullable Server server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(Duration.ZERO);
        }
    }

    /** Echoes pieces, and finishes at the end of the input. */
    private static final class Echo implements Session<byte[], byte[]> {
        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            out.send(message);
        }

        @Override
        public void inputEnded(Outbox<byte[]> out) {
            out.finish();
        }
    }

    private Endpoint serveEcho(FaultPlan plan) throws IOException {
        server = new FaultTransport(memory, plan)
                .serve(Endpoint.loopback(0), peer -> new Conversation<>(PIECES, new Echo()));
        return server.endpoint();
    }

    private Connection connectToEcho(FaultPlan plan) throws IOException {
        return new FaultTransport(memory, plan).connect(serveEcho(PLAN));
    }

    /** Sends a text and returns everything up to the end of the reply. */
    private static String exchange(Connection client, String text) throws IOException {
        try (client) {
            client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            client.finish();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (client.read(buffer.clear()) != Boundary.END) {
                all.write(buffer.array(), 0, buffer.position());
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void emptyPlan_changesNothing() throws IOException {
        try (Connection client = connectToEcho(PLAN)) {
            assertThat(client).isInstanceOf(MemoryConnection.class);
            assertThat(exchange(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void refusals_refuseEveryNthConnection() throws IOException {
        FaultTransport faulty = new FaultTransport(memory, PLAN.withRefusals(2));
        Endpoint at = serveEcho(PLAN);
        for (int i = 0; i < 2; i++) {
            assertThat(exchange(faulty.connect(at), "hello")).isEqualTo("hello");
            assertThatThrownBy(() -> faulty.connect(at))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageEndingWith("refused on purpose");
        }
    }

    @Test
    void refusals_ofServer_resetEveryNthConnection() throws IOException {
        Endpoint at = serveEcho(PLAN.withRefusals(2));
        assertThat(exchange(memory.connect(at), "hello")).isEqualTo("hello");
        assertThatThrownBy(() -> exchange(memory.connect(at), "hello")).isInstanceOf(SocketException.class);
        assertThat(exchange(memory.connect(at), "hello")).isEqualTo("hello");
    }

    @Test
    void sameSeed_repeatsTheFaultsOfEachConnection() throws IOException {
        StreamFaults often = NONE.withCorruption(0.1);
        String text = "x".repeat(1000);
        Endpoint at = serveEcho(PLAN);
        FaultTransport first = new FaultTransport(memory, PLAN.withBoth(often));
        FaultTransport second = new FaultTransport(memory, PLAN.withBoth(often));
        String one = exchange(first.connect(at), text);
        String two = exchange(first.connect(at), text);
        assertThat(one).hasSameSizeAs(text).isNotEqualTo(text).isNotEqualTo(two);
        assertThat(exchange(second.connect(at), text)).isEqualTo(one);
        assertThat(exchange(second.connect(at), text)).isEqualTo(two);
        FaultTransport other = new FaultTransport(memory, FaultPlan.seeded(8).withBoth(often));
        assertThat(exchange(other.connect(at), text)).isNotEqualTo(one);
    }

    @Test
    void connection_dropsTheRest() throws IOException {
        assertThat(exchange(connectToEcho(PLAN.withOutput(NONE.withDropAfter(3))), "hello"))
                .isEqualTo("hel");
        assertThat(exchange(connectToEcho(PLAN.withInput(NONE.withDropAfter(3))), "hello"))
                .isEqualTo("hel");
    }

    @Test
    void connection_endsAfterBytes() throws IOException {
        try (Connection client = connectToEcho(PLAN.withOutput(NONE.withEndAfter(3)))) {
            client.write(ByteBuffer.wrap(new byte[5]));
            client.write(ByteBuffer.wrap(new byte[5]));
            ByteBuffer in = ByteBuffer.allocate(10);
            while (client.read(in) != Boundary.END) {
                assertThat(in.hasRemaining()).isTrue();
            }
            assertThat(in.position()).isEqualTo(3);
        }
    }

    @Test
    void connection_isResetAfterBytes() throws IOException {
        try (Connection client = connectToEcho(PLAN.withOutput(NONE.withResetAfter(3)))) {
            assertThatThrownBy(() -> client.write(ByteBuffer.wrap(new byte[5])))
                    .hasMessage("reset on purpose after 3 bytes of output");
        }
        try (Connection client = connectToEcho(PLAN.withInput(NONE.withResetAfter(3)))) {
            assertThatThrownBy(() -> exchange(client, "hello")).hasMessage("reset on purpose after 3 bytes of input");
        }
    }

    @Test
    void connection_timesOutDuringADelay_andStaysUsable() throws IOException {
        try (Connection client = connectToEcho(PLAN.withInput(NONE.withDelay(Duration.ofMillis(50))))) {
            client.write(ByteBuffer.wrap(new byte[1]));
            ByteBuffer in = ByteBuffer.allocate(1);
            assertThatThrownBy(() -> client.read(in, Duration.ofMillis(1))).isInstanceOf(SocketTimeoutException.class);
            assertThat(client.read(in)).isEqualTo(Boundary.MORE);
        }
    }

    /** With delays as short as the time between two readings of the clock, which once counted as a timeout. */
    @Test
    void connection_neverTimesOutWhileItWrites() throws IOException {
        StreamFaults shortDelays = StreamFaults.none().withJitter(Duration.ofNanos(1000));
        ByteBuffer bytes = ByteBuffer.allocate(20_000);
        try (Connection client = connectToEcho(PLAN.withOutput(shortDelays))) {
            while (bytes.hasRemaining()) {
                client.write(bytes.slice(bytes.position(), 1));
                bytes.position(bytes.position() + 1);
            }
            client.finish();
        }
    }

    @Test
    void clientLink_reportsTheReset() throws Exception {
        FaultTransport faulty = new FaultTransport(memory, PLAN.withInput(NONE.withResetAfter(3)));
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        ClientLink link = faulty.connect(
                serveEcho(PLAN),
                new Conversation<>(PIECES, new Session<byte[], byte[]>() {
                    @Override
                    public void opened(Outbox<byte[]> out) {
                        out.send(new byte[5]);
                    }

                    @Override
                    public void received(byte[] message, Outbox<byte[]> out) {
                        received.add(message.length);
                    }
                }),
                ConnectOptions.defaults());
        assertThatThrownBy(link::awaitEnd).hasMessage("reset on purpose after 3 bytes of input");
        assertThatThrownBy(() -> link.ended().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SocketException.class);
        assertThat(received.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
        assertThat(link.isDriver()).isFalse();
        link.abort();
    }

    @Test
    void serverWithDelayedOutput_sendsItBeforeItCloses() throws IOException {
        Endpoint at = serveEcho(PLAN.withOutput(NONE.withDelay(Duration.ofMillis(20))));
        assertThat(exchange(memory.connect(at), "hello")).isEqualTo("hello");
    }
}
