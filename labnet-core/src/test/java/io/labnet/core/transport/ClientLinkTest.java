// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's conversation with a server in memory, and the ways in which it ends. */
class ClientLinkTest {
    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PIECES = 300;
    private static final int PIECE = 10_000;

    private final MemoryTransport transport = new MemoryTransport();
    private final RecordingSession session = new RecordingSession();
    private final RecordingSession serverSession = new RecordingSession();
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(Server::close);
    }

    @Test
    void conversation_runsToItsEnd() throws IOException {
        serverSession.on("opened", out -> {
            out.send("a\nb\n");
            out.finish();
        });
        run(ToyProtocols.LINES, LONG);
        assertThat(session.events).containsExactly("opened", "received a", "received b", "inputEnded", "closed");
    }

    @Test
    void ended_completesAfterSessionIsClosed() throws Exception {
        serverSession.on("received hello", Outbox::finish);
        session.on("opened", out -> out.send("hello\n"));
        ClientLink link = connect(ToyProtocols.LINES, LONG);
        link.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(session.events).endsWith("closed");
        link.abort();
        link.awaitEnd();
    }

    @Test
    void abort_bySession_isNoFailure() throws IOException {
        session.on("opened", Outbox::abort);
        run(ToyProtocols.LINES, LONG);
        assertThat(session.events).containsExactly("opened", "closed");
    }

    @Test
    void abort_byAnotherThread_breaksTheConversation() throws IOException {
        ClientLink link = connect(ToyProtocols.LINES, LONG);
        link.abort();
        assertThatThrownBy(link::awaitEnd).isInstanceOf(SocketException.class).hasMessage("the connection was aborted");
    }

    @Test
    void serverResets_awaitEndFails() {
        serverSession.on("opened", Outbox::abort);
        assertThatThrownBy(() -> run(ToyProtocols.LINES, LONG)).isInstanceOf(IOException.class);
        assertThat(session.events).endsWith("closed");
    }

    @Test
    void serverResetsAfterLastMessage_isNoFailure() throws IOException {
        session.on("received bye", Outbox::finish);
        serverSession.on("opened", out -> out.send("bye\n")).on("inputEnded", Outbox::abort);
        run(ToyProtocols.LINES, LONG);
        assertThat(session.events).containsExactly("opened", "received bye", "closed");
    }

    @Test
    void sessionThrows_awaitEndThrowsIt() {
        for (String event : List.of("opened", "received a", "drained", "inputEnded")) {
            RecordingSession failing = new RecordingSession()
                    .on("opened", out -> out.send("hello\n"))
                    .on(event, out -> {
                        throw new IllegalStateException("on purpose");
                    });
            serverSession.on("opened", out -> {
                out.send("a\n");
                out.finish();
            });
            assertThatThrownBy(() -> link(ToyProtocols.LINES, failing, LONG).awaitEnd())
                    .as(event)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose");
            assertThat(failing.events).endsWith("closed").containsOnlyOnce("closed");
        }
    }

    @Test
    void sessionThrowsError_awaitEndThrowsIt() {
        session.on("opened", out -> {
            throw new AssertionError("on purpose");
        });
        assertThatThrownBy(() -> run(ToyProtocols.LINES, LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessage("on purpose");
    }

    @Test
    void sessionThrowsWhenClosed_awaitEndThrowsIt() {
        session.onClosed(() -> {
            throw new IllegalStateException("on purpose");
        });
        serverSession.on("opened", Outbox::finish);
        assertThatThrownBy(() -> run(ToyProtocols.LINES, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
    }

    @Test
    void silentServer_timesOut() throws IOException {
        session.on("timedOut", out -> out.send("too slow\n"));
        run(ToyProtocols.LINES, BRIEF);
        assertThat(session.events).containsExactly("opened", "timedOut", "closed");
    }

    @Test
    void serverNeverReads_timesOut() {
        serverSession.readPolicy = ReadPolicy.NOT_NOW;
        // More than the pipe holds and the server buffers before it stops reading.
        session.on("opened", out -> out.send("x".repeat(1_000_000)));
        assertThatThrownBy(() -> run(ToyProtocols.lines(BRIEF, BRIEF), BRIEF))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("the peer read nothing for 100 ms");
        assertThat(session.events).containsExactly("opened", "closed");
    }

    @Test
    void slowWork_runsOnOtherThreadWithoutTimeout() throws IOException {
        CompletableFuture<String> worker = new CompletableFuture<>();
        serverSession.on("opened", out -> out.send("a\n"));
        session.on(
                "received a",
                out -> out.work(
                        () -> {
                            worker.complete(Thread.currentThread().getName());
                            return "done\n";
                        },
                        (result, then) -> {
                            then.send(result);
                            then.finish();
                        },
                        (problem, then) -> then.abort()));
        run(ToyProtocols.LINES, LONG);
        assertThat(worker.join()).doesNotContain("labnet-memory-clients");
        assertThat(serverSession.events).contains("received done");
    }

    @Test
    void slowWork_serverDisconnects_isInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        CompletableFuture<Remote<String>> server = new CompletableFuture<>();
        serverSession.on("opened", out -> server.complete(out.remote()));
        session.on(
                "opened",
                out -> out.work(
                        () -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.complete("interrupted");
                            }
                            return "never sent";
                        },
                        (result, then) -> then.send(result),
                        (problem, then) -> then.abort()));
        ClientLink link = connect(ToyProtocols.LINES, LONG);
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        server.get(60, TimeUnit.SECONDS).run(Outbox::abort);
        assertThatThrownBy(link::awaitEnd).isInstanceOf(IOException.class);
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void flush_messagesArriveInSeparateBursts() throws IOException {
        serverSession.on("received 7|", out -> out.send("13\n"));
        session.on("opened", out -> {
            out.send("FIBONACCI");
            out.flush();
            out.send("7");
        });
        session.on("received 13", Outbox::finish);
        serve(ToyProtocols.PAUSED, serverSession);
        link(ToyProtocols.LINES, session, LONG).awaitEnd();
        assertThat(serverSession.events).startsWith("opened", "received FIBONACCI|", "received 7|");
    }

    @Test
    void awaitEnd_interrupted_endsConversation() throws Exception {
        ClientLink link = connect(ToyProtocols.LINES, LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(link::awaitEnd).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> unused =
                link.ended().toCompletableFuture().whenComplete((nothing, cause) -> over.countDown());
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void awaitEnd_onDriverThread_throws() throws Exception {
        CompletableFuture<ClientLink> link = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        serverSession.on("opened", out -> out.send("a\n"));
        session.on("received a", out -> {
            try {
                link.join().awaitEnd();
            } catch (Throwable t) {
                failure.complete(t);
            }
            out.finish();
        });
        serve(ToyProtocols.LINES, serverSession);
        link.complete(link(ToyProtocols.LINES, session, LONG));
        link.get().awaitEnd();
        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bothSides_streamAtTheSameTime() throws IOException {
        Streaming client = new Streaming();
        Streaming server = new Streaming();
        serve(pieces(), server);
        link(pieces(), client, LONG).awaitEnd();
        assertThat(client.heard).hasValue((long) PIECES * PIECE);
        assertThat(server.heard).hasValue((long) PIECES * PIECE);
    }

    @Test
    void driverThread_endsAfterLastConversation() throws Exception {
        session.on("opened", Outbox::abort);
        run(ToyProtocols.LINES, LONG);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("labnet-memory-clients")) {
                assertThat(thread.isDaemon()).isTrue();
                thread.join(TimeUnit.SECONDS.toMillis(60));
                assertThat(thread.isAlive()).isFalse();
            }
        }
        RecordingSession again = new RecordingSession().on("opened", Outbox::abort);
        link(ToyProtocols.LINES, again, LONG).awaitEnd();
        assertThat(again.events).containsExactly("opened", "closed");
    }

    private static Protocol<byte[], byte[]> pieces() {
        return new Protocol<>(
                "pieces",
                () -> (in, boundary) -> {
                    byte[] piece = new byte[in.remaining()];
                    in.get(piece);
                    return piece.length == 0 ? null : piece;
                },
                (piece, out) -> out.put(piece),
                PIECE);
    }

    private void run(Protocol<String, String> protocol, Duration readTimeout) throws IOException {
        connect(protocol, readTimeout).awaitEnd();
    }

    private ClientLink connect(Protocol<String, String> protocol, Duration readTimeout) throws IOException {
        return link(protocol, session, readTimeout);
    }

    private <I, O> ClientLink link(Protocol<I, O> protocol, Session<I, O> client, Duration readTimeout)
            throws IOException {
        if (servers.isEmpty()) {
            serve(ToyProtocols.LINES, serverSession);
        }
        return transport.connect(
                servers.get(0).endpoint(),
                new Conversation<>(protocol, client),
                ConnectOptions.defaults().withReadTimeout(readTimeout));
    }

    private <I, O> void serve(Protocol<I, O> protocol, Session<I, O> session) throws IOException {
        servers.add(transport.serve(
                new Endpoint("there", 0),
                peer -> new Conversation<>(protocol, session),
                ServerOptions.defaults().withDrain(BRIEF)));
    }

    /** Sends many pieces while it receives, and finishes when all pieces have been sent and received. */
    private static final class Streaming implements Session<byte[], byte[]> {
        final AtomicLong heard = new AtomicLong();
        private int sent;

        @Override
        public void opened(Outbox<byte[]> out) {
            sendPiece(out);
        }

        @Override
        public void received(byte[] piece, Outbox<byte[]> out) {
            heard.addAndGet(piece.length);
            finishWhenDone(out);
        }

        @Override
        public void drained(Outbox<byte[]> out) {
            sendPiece(out);
        }

        @Override
        public ReadPolicy readPolicy() {
            return ReadPolicy.ALWAYS;
        }

        private void sendPiece(Outbox<byte[]> out) {
            if (sent < PIECES) {
                sent++;
                out.send(new byte[PIECE]);
            }
            finishWhenDone(out);
        }

        private void finishWhenDone(Outbox<byte[]> out) {
            if (sent == PIECES && heard.get() == (long) PIECES * PIECE) {
                out.finish();
            }
        }
    }
}
