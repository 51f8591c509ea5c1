// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.internal.engine.SelectorLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TcpTransportTest {
    private final TcpTransport transport = new TcpTransport();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void endpoint_isTheRequestedOne(String host) throws IOException {
        try (Server server = serve(new Endpoint(host, 0), new CompletableFuture<>())) {
            assertThat(server.endpoint().host()).isEqualTo(host);
            assertThat(server.endpoint().port()).isNotZero();
            Echo.check(transport, server.endpoint());
        }
    }

    @Test
    void serve_ipv6_works() throws Exception {
        assumeThat(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress()))
                .as("an interface with ::1")
                .isTrue();
        CompletableFuture<Peer> connected = new CompletableFuture<>();
        try (Server server = serve(new Endpoint("::1", 0), connected)) {
            assertThat(server.endpoint())
                    .hasToString("[::1]:" + server.endpoint().port());
            Echo.check(transport, server.endpoint());
        }
        assertThat(connected.get().toString()).startsWith("[0:0:0:0:0:0:0:1]:");
    }

    @Test
    void pause_shortReadTimeouts_isReported() throws IOException {
        Duration step = Duration.ofMillis(2);
        ConnectOptions options = ConnectOptions.defaults().withQuiet(step.multipliedBy(20));
        try (Server server = serve(Endpoint.loopback(0), new CompletableFuture<>());
                Connection client = transport.connect(server.endpoint(), options)) {
            client.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer in = ByteBuffer.allocate(100);
            Boundary boundary = Boundary.MORE;
            while (boundary == Boundary.MORE) {
                try {
                    boundary = client.read(in, step);
                } catch (SocketTimeoutException e) {
                    boundary = Boundary.MORE; // no pause yet
                }
            }
            assertThat(boundary).isEqualTo(Boundary.PAUSE);
            assertThat(in.position()).isPositive();
            assertThatThrownBy(() -> client.read(in, step)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void connect_unknownHost_isNamed() {
        Endpoint nowhere = new Endpoint("no-such-host.invalid", 80);
        assertThatThrownBy(() -> transport.connect(nowhere))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no-such-host.invalid");
        assertThatThrownBy(() -> serve(nowhere, new CompletableFuture<>()))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    /** Where the other address exists, it belongs to this machine, but no server listens on it. */
    @Test
    void connect_hostName_triesEachAddress() throws IOException {
        try (Server server = serve(Endpoint.loopback(0), new CompletableFuture<>())) {
            Echo.check(
                    named("127.0.0.2", "127.0.0.1"),
                    new Endpoint("pair", server.endpoint().port()));
        }
    }

    @Test
    void connect_allAddressesFail_messageListsThem() throws IOException {
        Server server = serve(Endpoint.loopback(0), new CompletableFuture<>());
        Endpoint gone = new Endpoint("pair", server.endpoint().port());
        server.close();
        assertThatThrownBy(() -> named("127.0.0.1", "0.0.0.0").connect(gone))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("(tried 127.0.0.1, 0.0.0.0)");
    }

    private static TcpTransport named(String... literals) {
        return new TcpTransport(host -> {
            InetAddress[] addresses = new InetAddress[literals.length];
            for (int i = 0; i < literals.length; i++) {
                addresses[i] = InetAddress.getByName(literals[i]);
            }
            return addresses;
        });
    }

    @Test
    void serve_addressOfOtherMachine_throws() {
        // 192.0.2.0/24 is reserved for documentation, so no machine has this address.
        assertThatThrownBy(() -> serve(new Endpoint("192.0.2.1", 0), new CompletableFuture<>()))
                .isInstanceOf(BindException.class);
    }

    @Test
    void quietServer_isReadAsPause() throws IOException {
        ConnectOptions options =
                ConnectOptions.defaults().withQuiet(Duration.ofMillis(5)).withReadTimeout(Duration.ofMinutes(1));
        try (Server server = serve(Endpoint.loopback(0), new CompletableFuture<>());
                Connection client = transport.connect(server.endpoint(), options)) {
            ByteBuffer in = ByteBuffer.allocate(100);
            for (int burst = 1; burst <= 2; burst++) {
                client.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
                assertThat(client.read(in)).isEqualTo(Boundary.MORE);
                assertThat(client.read(in)).isEqualTo(Boundary.PAUSE);
                assertThat(in.position()).isEqualTo(burst * "hello".length());
            }
        }
    }

    /** The loop is held up while all clients send, so that it then finds the messages of all of them at once. */
    @Test
    void manySmallMessages_waitForOthers() throws Exception {
        int clients = 40;
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        List<Peer> served = Collections.synchronizedList(new ArrayList<>());
        Function<Peer, ByteSession> sessions = peer -> new Conversation<>(ToyProtocols.LINES, (message, out) -> {
            switch (message) {
                case "hello" -> out.send(message);
                case "hold" -> {
                    held.complete(null);
                    sent.join();
                }
                default -> served.add(peer);
            }
        });
        List<Connection> connections = new ArrayList<>();
        ServerOptions options = ServerOptions.defaults().withLoops(1);
        try (Server server = transport.serve(Endpoint.loopback(0), sessions, options)) {
            for (int i = 0; i < clients; i++) {
                connections.add(transport.connect(server.endpoint()));
                Echo.check(connections.get(i));
            }
            write(connections.get(0), "hold\n");
            held.join();
            for (Connection connection : connections) {
                write(connection, "x\n".repeat(4000));
            }
            sent.complete(null);
            for (Connection connection : connections) {
                connection.finish();
                while (connection.read(ByteBuffer.allocate(1)) != Boundary.END) {
                    // Nothing comes but pauses.
                }
            }
        }
        int untilAll = 0;
        for (Set<Peer> all = new HashSet<>(); all.size() < clients; untilAll++) {
            all.add(served.get(untilAll));
        }
        assertThat(untilAll).isLessThan(served.size() / 2);
    }

    private static void write(Connection connection, String text) throws IOException {
        connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void interest_closedChannel_isIgnored() throws IOException {
        try (Selector selector = Selector.open()) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, 0);
            SelectorLoop.interest(key, SelectionKey.OP_READ);
            assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
            channel.close();
            SelectorLoop.interest(key, 0);
            assertThat(key.isValid()).isFalse();
        }
    }

    private Server serve(Endpoint at, CompletableFuture<Peer> connected) throws IOException {
        return transport.serve(at, peer -> {
            connected.complete(peer);
            return Echo.session();
        });
    }
}
