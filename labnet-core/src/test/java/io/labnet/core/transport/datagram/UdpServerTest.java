// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of UDP servers that the contracts do not cover. */
class UdpServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Endpoint ANY = Endpoint.loopback(0);
    private static final Protocol<String, String> TEXT = new Protocol<>(
            "text",
            () -> (in, boundary) -> StandardCharsets.UTF_8.decode(in).toString(),
            (text, out) -> out.putText(text),
            1000);

    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final ServerListener listener = new ServerListener() {
        @Override
        public void failed(@Nullable Peer peer, Throwable cause) {
            failures.add(peer == null ? "" + cause.getMessage() : "to or from a peer: " + cause.getMessage());
        }
    };

    private Server serve(Endpoint at, DatagramSession<String, String> session) throws IOException {
        return new UdpTransport().serve(at, new DatagramConversation<>(TEXT, session), listener);
    }

    private static String ask(DatagramPort client, Server server, String text) throws IOException {
        client.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), server.endpoint());
        ByteBuffer in = ByteBuffer.allocate(1000);
        client.receive(in, PATIENCE);
        return StandardCharsets.UTF_8.decode(in.flip()).toString();
    }

    /** A DNS lookup would block all peers. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "1.2.3", "256.1.1.1", "1.2.3.4.5", "1:2", "::1::"})
    void send_hostName_throws(String host) throws Exception {
        try (Server server = serve(ANY, (text, from, out) -> {
                    out.send(text, from);
                    out.send(text, new Peer(host, 1));
                });
                DatagramPort client = new UdpTransport().bind(ANY)) {
            assertThat(ask(client, server, "first")).isEqualTo("first");
            assertThat(failures.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("to or from a peer: '" + host
                            + "' is not an IP address, and the host of a peer is never looked up");
            assertThat(ask(client, server, "second")).isEqualTo("second");
        }
    }

    @Test
    void send_toOtherPeer_arrives() throws Exception {
        try (DatagramPort other = new UdpTransport().bind(ANY);
                Server server = serve(ANY, (text, from, out) -> {
                    out.send(
                            text + " to other",
                            new Peer("127.0.0.1", other.endpoint().port()));
                    out.send(text + " to none", new Peer("127.0.0.1", 0));
                    out.send(text + " to IPv6", new Peer("::1", 9));
                });
                DatagramPort client = new UdpTransport().bind(ANY)) {
            client.send(ByteBuffer.wrap(new byte[] {'a'}), server.endpoint());
            ByteBuffer in = ByteBuffer.allocate(100);
            assertThat(other.receive(in, PATIENCE).port())
                    .isEqualTo(server.endpoint().port());
            assertThat(StandardCharsets.UTF_8.decode(in.flip()).toString()).isEqualTo("a to other");
        }
        // Systems differ in which addresses they accept, but the server always ends in order.
        assertThat(failures).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void serve_ipv6_replies() throws Exception {
        Server server;
        try {
            server = serve(new Endpoint("::1", 0), (text, from, out) -> out.send(text, from));
        } catch (SocketException e) {
            Assumptions.abort("skipped: there is no IPv6: " + e.getMessage());
            return;
        }
        try (server;
                DatagramPort client = new UdpTransport().bind(new Endpoint("::1", 0));
                DatagramPort old = new UdpTransport().bind(ANY)) {
            assertThat(ask(client, server, "six")).isEqualTo("six");
            assertThatThrownBy(() -> old.send(ByteBuffer.allocate(1), server.endpoint()))
                    .isInstanceOf(SocketException.class)
                    .hasMessageEndingWith("one has IPv4, the other IPv6");
        }
    }

    @Test
    void serve_wildcardAddress_repliesToAllPeers() throws Exception {
        try (Server server = serve(new Endpoint("0.0.0.0", 0), (text, from, out) -> out.send(text, from));
                DatagramPort client = new UdpTransport().bind(new Endpoint("localhost", 0))) {
            Endpoint local = new Endpoint("localhost", server.endpoint().port());
            client.send(ByteBuffer.wrap(new byte[] {'a'}), local);
            assertThat(client.receive(ByteBuffer.allocate(1), PATIENCE).port()).isEqualTo(local.port());
        }
    }
}
