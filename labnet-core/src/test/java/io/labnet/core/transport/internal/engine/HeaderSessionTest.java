// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import io.labnet.core.transport.address.AddressSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of a balancer, whose header names the client. Times are in milliseconds. */
class HeaderSessionTest {
    private static final Peer BALANCER = new Peer("192.0.2.1", 9000, 5);
    private static final String HEADER = "PROXY TCP4 198.51.100.7 192.0.2.1 56324 443\r\n";
    private static final byte[] LOCAL = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000");

    private final RecordingSession session = new RecordingSession();
    private final List<Peer> served = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final ManualWire wire = new ManualWire();
    private ManualServer server = server(options -> options);
    private ManualLoop loop = new ManualLoop(server);

    private ManualServer server(UnaryOperator<ServerOptions> change) {
        return new ManualServer(
                this::serve,
                change.apply(ServerOptions.defaults()
                        .withListener(new PeerEvents())
                        .withProxies(AddressSet.parse("192.0.2.0/24"))));
    }

    private ByteSession serve(Peer peer) {
        served.add(peer);
        return new Conversation<>(ToyProtocols.LINES, session);
    }

    private void begin(UnaryOperator<ServerOptions> change) {
        server = server(change);
        loop = new ManualLoop(server);
        begin();
    }

    private void begin() {
        begin(wire);
    }

    private void begin(ManualWire connection) {
        begin(BALANCER, connection);
    }

    private void begin(Peer peer, ManualWire connection) {
        server.begin(loop, peer, new Admission.Host(server, peer.host()), connection);
    }

    private void arrive(byte[] bytes) {
        arrive(wire, bytes);
    }

    private static void arrive(ManualWire connection, byte[] bytes) {
        connection.put(bytes);
        Objects.requireNonNull(connection.link).readable();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void header_namesClientForServiceAndListener() {
        session.on("received hello", out -> out.send("hi"), Outbox::finish);
        begin();
        assertThat(served).isEmpty();
        assertThat(events).isEmpty();
        arrive(bytes(HEADER));
        assertThat(session.events).containsExactly("opened");
        arrive(bytes("hello\n"));
        assertThat(served).containsExactly(new Peer("198.51.100.7", 56_324, 5));
        assertThat(wire.written()).isEqualTo("hi");
        wire.ended = true;
        Objects.requireNonNull(wire.link).readable();
        assertThat(events)
                .containsExactly(
                        "198.51.100.7:56324 accepted", "198.51.100.7:56324 served 1", "198.51.100.7:56324 closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 44, 45, 46, 47, 52})
    void header_inPieces_isFollowedByInput(int size) {
        begin();
        byte[] all = bytes(HEADER + "hello\n");
        for (int i = 0; i < all.length; i += size) {
            arrive(Arrays.copyOfRange(all, i, Math.min(all.length, i + size)));
        }
        assertThat(session.events).containsExactly("opened", "received hello");
        assertThat(served).containsExactly(new Peer("198.51.100.7", 56_324, 5));
    }

    @Test
    void header_withoutClient_keepsBalancer() {
        begin();
        arrive(LOCAL);
        arrive(bytes("hello\n"));
        assertThat(served).containsExactly(BALANCER);
        assertThat(session.events).containsExactly("opened", "received hello");
        assertThat(events).containsExactly("192.0.2.1:9000 accepted", "192.0.2.1:9000 served 1");
    }

    @Test
    void missingHeader_isRejectedOnce() {
        begin();
        arrive(bytes("hello\n"));
        assertThat(served).isEmpty();
        assertThat(events)
                .singleElement()
                .asString()
                .startsWith(
                        "192.0.2.1:9000 rejected 'hello' at 0: not the beginning of a PROXY header; likely cause: the"
                                + " balancer sends no header");
        assertThat(wire.done).containsExactly("finish");
        arrive(bytes("more\n"));
        wire.ended = true;
        Objects.requireNonNull(wire.link).readable();
        assertThat(wire.done).containsExactly("finish", "close");
        assertThat(events).hasSize(1);
        assertThat(server.left).isOne();
    }

    @Test
    void endInsideHeader_isRejected() {
        begin();
        arrive(bytes("PROXY TCP4"));
        wire.ended = true;
        Objects.requireNonNull(wire.link).readable();
        assertThat(events)
                .containsExactly("192.0.2.1:9000 rejected 'PROXY TCP4' at 10: the input ended after 10 bytes of an"
                        + " incomplete PROXY header");
        assertThat(server.left).isOne();
    }

    /** Balancers open connections only to see whether the server accepts them. */
    @Test
    void endWithoutHeader_isNoEvent() {
        begin();
        wire.ended = true;
        Objects.requireNonNull(wire.link).readable();
        assertThat(events).isEmpty();
        assertThat(wire.done).containsExactly("finish", "close");
        assertThat(server.left).isOne();
    }

    @Test
    void incompleteHeader_timesOut() {
        begin(options -> options.withMessageDeadline(Duration.ofSeconds(3)));
        loop.setMillis(2000);
        arrive(bytes("PROXY"));
        loop.runAt(2999);
        assertThat(events).isEmpty();
        loop.runAt(3000);
        assertThat(events)
                .containsExactly("192.0.2.1:9000 timed out after 3000: it stopped after 5 bytes of an incomplete PROXY"
                        + " header");
        assertThat(wire.done).containsExactly("finish");
    }

    @Test
    void missingHeader_timesOutAfterTenSeconds() {
        begin();
        loop.runAt(9999);
        assertThat(events).isEmpty();
        loop.runAt(10_000);
        assertThat(events).containsExactly("192.0.2.1:9000 timed out after 10000: it sent no PROXY header");
    }

    @Test
    void clientBeyondItsLimit_isRefused() {
        begin(options -> options.withMaxConnectionsPerHost(1));
        arrive(bytes(HEADER));
        ManualWire second = new ManualWire();
        begin(second);
        arrive(second, bytes(HEADER));
        assertThat(second.done).containsExactly("abort");
        ManualWire other = new ManualWire();
        begin(other);
        arrive(other, bytes(HEADER.replace("100.7", "100.8")));
        assertThat(served).extracting(Peer::host).containsExactly("198.51.100.7", "198.51.100.8");
        assertThat(events)
                .containsExactly(
                        "198.51.100.7:56324 accepted",
                        "198.51.100.7:56324 refused: the limit of 1 connections from one address is reached",
                        "198.51.100.8:56324 accepted");
    }

    @Test
    void deniedClient_isRefused() {
        begin(options -> options.withDenied(() -> AddressSet.parse("198.51.100.0/24")));
        arrive(bytes(HEADER));
        assertThat(events).containsExactly("198.51.100.7:56324 refused: its address is on the deny list");
        assertThat(served).isEmpty();
    }

    @Test
    void serviceFails_failureNamesClient() {
        server = new ManualServer(
                peer -> null,
                ServerOptions.defaults().withListener(new PeerEvents()).withProxies(AddressSet.parse("192.0.2.1")));
        loop = new ManualLoop(server);
        begin();
        arrive(bytes(HEADER));
        assertThat(events).containsExactly("198.51.100.7:56324 failed: the service made no session");
        assertThat(wire.done).containsExactly("abort");
        assertThat(server.left).isOne();
    }

    @Test
    void measurement_beginsAfterHeader() {
        begin(options -> options.withListener(options.listener().andThen(new ServerListener() {
            @Override
            public boolean measures(Peer peer) {
                return peer.host().equals("198.51.100.7");
            }

            @Override
            public void ended(Peer peer, ConnectionTotals totals) {
                events.add(peer + " received " + totals.receivedBytes() + " bytes");
            }
        })));
        arrive(bytes(HEADER + "hello\n"));
        Objects.requireNonNull(wire.link).abort();
        assertThat(events).contains("198.51.100.7:56324 received 6 bytes");
    }

    @Test
    void stop_beforeHeader_closes() {
        begin();
        Objects.requireNonNull(wire.link).stop(0);
        wire.ended = true;
        Objects.requireNonNull(wire.link).readable();
        assertThat(wire.done).containsExactly("finish", "close");
        assertThat(events).isEmpty();
    }

    @Test
    void otherAddress_headerIsOrdinaryInput() {
        begin(new Peer("198.51.100.1", 1, 6), wire);
        arrive(bytes(HEADER));
        assertThat(served).containsExactly(new Peer("198.51.100.1", 1, 6));
        assertThat(session.events).containsExactly("opened", "received " + HEADER.stripTrailing() + "\r");
    }

    /** Records events with the peer that each is about. */
    private final class PeerEvents implements ServerListener {
        @Override
        public void accepted(Peer peer) {
            events.add(peer + " accepted");
        }

        @Override
        public void refused(Peer peer, String limit) {
            events.add(peer + " refused: " + limit);
        }

        @Override
        public void served(Peer peer, long messages) {
            events.add(peer + " served " + messages);
        }

        @Override
        public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
            events.add(peer + " rejected '" + new String(bytes, StandardCharsets.US_ASCII).strip() + "' at "
                    + problem.offset() + ": " + problem.getMessage());
        }

        @Override
        public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
            events.add(peer + " timed out after " + after.toMillis() + ": " + incomplete);
        }

        @Override
        public void failed(@Nullable Peer peer, Throwable cause) {
            events.add(peer + " failed: " + cause.getMessage());
        }

        @Override
        public void closed(Peer peer, @Nullable Throwable cause) {
            events.add(peer + " closed");
        }
    }
}
