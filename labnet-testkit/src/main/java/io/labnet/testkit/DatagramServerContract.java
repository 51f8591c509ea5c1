// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import io.labnet.testkit.internal.Traffic;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The tests for the servers of a datagram transport: a server answers, survives bad datagrams and failures, runs
 * timers, and stops. Extend it for your own transport.
 */
public abstract class DatagramServerContract extends DatagramFixture {
    private final Recorder recorder = new Recorder();
    private final List<Server> servers = new ArrayList<>();
    private final AtomicReference<Server> server = new AtomicReference<>();

    /** Creates a suite. */
    protected DatagramServerContract() {}

    /** Answers each message with the same text in brackets, except for the messages that are commands. */
    private final class Session implements DatagramSession<String, String> {
        final CountDownLatch closed = new CountDownLatch(1);
        private final Set<Peer> peers = new LinkedHashSet<>();
        private int beats;

        @Override
        public void received(String message, Peer from, DatagramOutbox<String> out) {
            peers.add(from);
            switch (message) {
                case "fail" -> throw new IllegalStateException("as asked");
                case "fail later" ->
                    out.after(Duration.ZERO, later -> {
                        throw new IllegalStateException("as asked, later");
                    });
                case "large" -> out.send("x".repeat(DatagramConversation.MAX_BYTES + 1), from);
                case "stop" -> server.get().stop(Duration.ZERO);
                case "later" -> out.after(Duration.ofMillis(1), later -> later.send("[later]", from));
                case "beats" -> beat(from, out);
                case "never" ->
                    out.after(Duration.ZERO, later -> later.send("[never]", from))
                            .cancel();
                default -> out.send("[" + message + "]", from);
            }
        }

        private void beat(Peer to, DatagramOutbox<String> out) {
            AtomicReference<Timer> timer = new AtomicReference<>();
            timer.set(out.every(Duration.ofMillis(1), later -> {
                beats++;
                later.send("[beat " + beats + "]", to);
                if (beats == 3) {
                    timer.get().cancel();
                }
            }));
        }

        @Override
        public void rejected(ProtocolException problem, Peer from, DatagramOutbox<String> out) {
            out.send("[" + problem.reason() + "]", from);
        }

        @Override
        public void stopped(DatagramOutbox<String> out) {
            peers.forEach(peer -> out.send("[bye]", peer));
        }

        @Override
        public void closed() {
            closed.countDown();
        }
    }

    /** Stops every server that a test has started. */
    @AfterEach
    final void stopServers() {
        servers.forEach(Server::close);
    }

    private Server serve(DatagramSession<String, String> session) throws IOException {
        Server started = transport()
                .serve(Endpoint.loopback(0), new DatagramConversation<>(TestProtocols.DATAGRAMS, session), recorder);
        servers.add(started);
        server.set(started);
        return started;
    }

    private static String ask(DatagramPort client, Server server, String message) throws IOException {
        client.send(text(message), server.endpoint());
        return receive(client);
    }

    @Test
    final void serve_answersEveryPeerFromItsEndpoint() throws IOException {
        Server server = serve(new Session());
        assertThat(server.endpoint().host()).isEqualTo(Endpoint.LOOPBACK);
        assertThat(server.endpoint().port()).isNotZero();
        DatagramPort first = bind();
        DatagramPort second = bind();
        first.send(text("first"), server.endpoint());
        second.send(text("second"), server.endpoint());
        ByteBuffer in = ByteBuffer.allocate(100);
        assertThat(first.receive(in, TestTimeout.LIMIT))
                .isEqualTo(new Peer(server.endpoint().host(), server.endpoint().port()));
        assertThat(in.flip()).isEqualTo(text("[first]"));
        assertThat(receive(second)).isEqualTo("[second]");
        assertThat(ask(first, server, "")).isEqualTo("[]");
    }

    @Test
    final void serve_onUsedPort_isRefused() throws IOException {
        Endpoint taken = serve(new Session()).endpoint();
        assertThatThrownBy(() ->
                        transport().serve(taken, new DatagramConversation<>(TestProtocols.DATAGRAMS, new Session())))
                .isInstanceOf(BindException.class);
    }

    @Test
    final void conversation_servedAgain_isRefused() throws IOException {
        DatagramConversation<String, String> conversation =
                new DatagramConversation<>(TestProtocols.DATAGRAMS, new Session());
        DatagramPort taken = bind();
        assertThatThrownBy(() -> transport().serve(taken.endpoint(), conversation))
                .isInstanceOf(BindException.class);
        Server first = transport().serve(Endpoint.loopback(0), conversation);
        servers.add(first);
        // The port is in use as well, but the conversation is checked first, so the exception is about the
        // conversation.
        assertThatThrownBy(() -> transport().serve(taken.endpoint(), conversation))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a conversation is served once");
        assertThat(ask(bind(), first, "hello")).isEqualTo("[hello]");
        first.close();
        assertThatThrownBy(() -> transport().serve(Endpoint.loopback(0), conversation))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    final void datagrams_areCounted() throws IOException {
        Traffic traffic = new Traffic();
        Server server = transport()
                .serve(
                        Endpoint.loopback(0),
                        new DatagramConversation<>(TestProtocols.DATAGRAMS, new Session()),
                        recorder.andThen(traffic));
        servers.add(server);
        DatagramPort client = bind();
        assertThat(ask(client, server, "hello")).isEqualTo("[hello]");
        assertThat(ask(client, server, "a\0b")).isEqualTo("[MALFORMED]");
        // Closed first, because the reply may arrive before it is reported.
        server.close();
        assertThat(traffic.receivedBytes).hasValue(8);
        assertThat(traffic.sentBytes).hasValue("[hello][MALFORMED][bye]".length());
        assertThat(traffic.messages).hasValue(1);
    }

    @Test
    final void badDatagrams_doNotAffectOthers() throws IOException {
        Server server = serve(new Session());
        DatagramPort client = bind();
        assertThat(ask(client, server, "a\0b")).isEqualTo("[MALFORMED]");
        assertThat(recorder.next()).isEqualTo("rejected: MALFORMED");
        assertThat(ask(client, server, "x".repeat(TestProtocols.MAX_BYTES + 1))).isEqualTo("[TOO_LARGE]");
        assertThat(recorder.next()).isEqualTo("rejected: TOO_LARGE");
        String largest = "x".repeat(TestProtocols.MAX_BYTES);
        assertThat(ask(client, server, largest)).isEqualTo("[" + largest + "]");
    }

    @Test
    final void failures_areReportedAndTheServerContinues() throws IOException {
        Server server = serve(new Session());
        DatagramPort client = bind();
        client.send(text("fail"), server.endpoint());
        assertThat(recorder.next()).isEqualTo("failed: as asked");
        client.send(text("fail later"), server.endpoint());
        assertThat(recorder.next()).isEqualTo("failed: as asked, later");
        client.send(text("large"), server.endpoint());
        assertThat(recorder.next()).isEqualTo("failed: a datagram of 65508 bytes is larger than 65507");
        assertThat(ask(client, server, "hello")).isEqualTo("[hello]");
    }

    @Test
    final void peers_mayBeGone() throws IOException {
        Server server = serve(new Session());
        DatagramPort gone = bind();
        gone.send(text("hello"), server.endpoint());
        gone.close();
        DatagramPort client = bind();
        assertThat(ask(client, server, "first")).isEqualTo("[first]");
        assertThat(ask(client, server, "second")).isEqualTo("[second]");
    }

    @Test
    final void timers_fireUnlessCancelled() throws IOException {
        Server server = serve(new Session());
        DatagramPort client = bind();
        client.send(text("never"), server.endpoint());
        assertThat(ask(client, server, "later")).isEqualTo("[later]");
        assertThat(ask(client, server, "beats")).isEqualTo("[beat 1]");
        assertThat(receive(client)).isEqualTo("[beat 2]");
        assertThat(receive(client)).isEqualTo("[beat 3]");
        assertThat(ask(client, server, "later")).isEqualTo("[later]");
    }

    @Test
    final void stop_letsTheSessionSendItsLastMessages() throws Exception {
        Session session = new Session();
        Server server = serve(session);
        DatagramPort client = bind();
        assertThat(ask(client, server, "hello")).isEqualTo("[hello]");
        server.close();
        server.close();
        TestTimeout.await(session.closed);
        assertThat(receive(client)).isEqualTo("[bye]");
        TestTimeout.await(server.stopped());
        // The port of the stopped server is free again.
        transport().bind(server.endpoint()).close();
    }

    @Test
    final void stop_mayBeCalledByTheSession() throws Exception {
        Session session = new Session();
        Server server = serve(session);
        DatagramPort client = bind();
        assertThat(ask(client, server, "stop")).isEqualTo("[bye]");
        TestTimeout.await(session.closed);
        TestTimeout.await(server.stopped());
    }

    @Test
    final void outbox_usedAfterTheCall_isRefused() throws IOException {
        AtomicReference<DatagramOutbox<String>> kept = new AtomicReference<>();
        Server server = serve((message, from, out) -> {
            kept.set(out);
            out.send(message, from);
        });
        DatagramPort client = bind();
        assertThat(ask(client, server, "hello")).isEqualTo("hello");
        assertThatThrownBy(() -> kept.get().send("late", peer(client)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("valid only during the call");
    }

    @Test
    final void session_sendsFirst_peerReceives() throws IOException {
        DatagramPort other = bind();
        serve(new DatagramSession<>() {
            @Override
            public void opened(DatagramOutbox<String> out) {
                out.send("hello", peer(other));
            }

            @Override
            public void received(String message, Peer from, DatagramOutbox<String> out) {}
        });
        assertThat(receive(other)).isEqualTo("hello");
    }

    @Test
    final void listenerThatFails_changesNothing() throws IOException {
        ServerListener failing = new ServerListener() {
            @Override
            public void served(Peer peer, long messages) {
                throw new IllegalStateException("the listener fails on purpose");
            }
        };
        Server server = transport()
                .serve(
                        Endpoint.loopback(0),
                        new DatagramConversation<>(TestProtocols.DATAGRAMS, new Session()),
                        failing);
        servers.add(server);
        DatagramPort client = bind();
        assertThat(ask(client, server, "first")).isEqualTo("[first]");
        assertThat(ask(client, server, "second")).isEqualTo("[second]");
    }
}
