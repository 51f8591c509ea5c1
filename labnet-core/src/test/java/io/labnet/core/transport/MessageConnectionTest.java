// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message connection with a server in memory. */
class MessageConnectionTest {
    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final MemoryTransport transport = new MemoryTransport();
    private final List<Server> servers = new ArrayList<>();
    private final List<MessageConnection<String, String>> connections = new ArrayList<>();

    @AfterEach
    void stop() {
        connections.forEach(MessageConnection::close);
        servers.forEach(Server::close);
    }

    @Test
    void ask_returnsReplyOfEachRequest() throws Exception {
        MessageConnection<String, String> connection = connect((line, out) -> out.send(line + "?\n"), LONG);
        assertThat(connection.ask("a\n")).isEqualTo("a?");
        assertThat(connection.ask("b\n")).isEqualTo("b?");
        List<CompletableFuture<String>> later = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            later.add(connection.askLater(i + "\n").toCompletableFuture());
        }
        for (int i = 0; i < 100; i++) {
            assertThat(later.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i + "?");
        }
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void sendAndReceive_areIndependent() throws IOException {
        MessageConnection<String, String> connection = connect(
                (line, out) -> {
                    out.send("one\n");
                    out.send("two\n");
                },
                LONG);
        connection.send("go\n");
        assertThat(List.of(connection.receive(LONG), connection.receive(LONG))).containsExactly("one", "two");
        assertThatThrownBy(() -> connection.receive(BRIEF))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no message arrived within 100 ms");
        assertThat(connection.ask("again\n")).as("after a wait in vain").isEqualTo("one");
        assertThat(connection.receive(LONG)).isEqualTo("two");
    }

    @Test
    void receive_afterReadingStopped_resumesReading() throws IOException {
        int messages = 10 * MessageConnection.MAX_KEPT;
        MessageConnection<String, String> connection = connect(
                (line, out) -> {
                    for (int i = 0; i < messages; i++) {
                        out.send(i + "\n");
                    }
                },
                LONG);
        connection.send("go\n");
        for (int i = 0; i < messages; i++) {
            assertThat(connection.receive(LONG)).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    void send_waitsForSlowServerAndTimesOutIfItNeverReads() throws IOException {
        Session<String, String> deaf = new Session<>() {
            @Override
            public void received(String line, Outbox<String> out) {}

            @Override
            public ReadPolicy readPolicy() {
                return ReadPolicy.NOT_NOW;
            }
        };
        MessageConnection<String, String> connection = connect(deaf, BRIEF);
        String much = "x".repeat(700_000);
        connection.send(much);
        assertThatThrownBy(() -> connection.send(much)).isInstanceOf(IOException.class);
    }

    @Test
    void ask_withoutReply_resetsConnection() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> {}, BRIEF);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no reply arrived within 100 ms");
        assertThat(connection.isOpen()).isFalse();
        assertThatThrownBy(() -> connection.ask("b\n")).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void serverEnds_receiveThrows() throws IOException {
        MessageConnection<String, String> connection = connect(
                (line, out) -> {
                    out.send("bye\n");
                    out.finish();
                },
                LONG);
        assertThat(connection.ask("a\n")).isEqualTo("bye");
        assertThatThrownBy(() -> connection.receive(LONG))
                .isInstanceOf(EOFException.class)
                .hasMessage("the server has ended the conversation");
        assertThatThrownBy(() -> connection.send("b\n")).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> connection.askLater("b\n").toCompletableFuture().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(EOFException.class);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void serverResets_pendingRequestsFail() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> out.abort(), LONG);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the connection broke: ");
    }

    @Test
    void serverSendsInvalidMessage_receiveThrows() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> out.send("x".repeat(1_000_000)), LONG);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the server sent an invalid message: a message is larger than the limit")
                .hasRootCauseInstanceOf(ProtocolException.class);
    }

    @Test
    void close_writesAllMessagesFirst() throws Exception {
        CompletableFuture<String> last = new CompletableFuture<>();
        MessageConnection<String, String> connection = connect((line, out) -> last.complete(line), LONG);
        connection.send("last\n");
        connection.close();
        assertThat(last.get(60, TimeUnit.SECONDS)).isEqualTo("last");
        assertThatThrownBy(() -> connection.receive(LONG))
                .isInstanceOf(EOFException.class)
                .hasMessage("the connection is closed");
        connection.close();
    }

    @Test
    void abort_waitingCallsFail() throws Exception {
        MessageConnection<String, String> connection = connect((line, out) -> {}, LONG);
        CompletableFuture<String> waiting = connection.askLater("a\n").toCompletableFuture();
        connection.abort();
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).hasRootCauseMessage("the connection was aborted");
    }

    @Test
    void ask_interrupted_throws() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> {}, LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> connection.ask("a\n")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_writesLargeMessageFirst() throws Exception {
        CompletableFuture<Integer> heard = new CompletableFuture<>();
        MessageConnection<byte[], byte[]> connection = pieces(heard);
        connection.send(new byte[5_000_000]);
        connection.close();
        assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo(5_000_000);
    }

    /** The server replies to every message, so it stops reading while its replies are not read. */
    @Test
    void sendAndReceive_onTwoThreads_doNotBlockEachOther() throws Exception {
        int messages = 20_000;
        String line = "x".repeat(500) + "\n";
        MessageConnection<String, String> connection = connect((said, out) -> out.send(said + "\n"), LONG);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < messages; i++) {
                    connection.send(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int i = 0; i < messages; i++) {
            assertThat(connection.receive(LONG)).hasSize(500);
        }
        sender.get(60, TimeUnit.SECONDS);
    }

    /**
     * The server continues to read only after its reply has been read, while the client's message is still incomplete.
     */
    @Test
    void send_largeMessageAnsweredWhileRead_isWritten() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> out.send(line + "\n"), LONG);
        int lines = 10_000;
        connection.send(("x".repeat(499) + "\n").repeat(lines));
        for (int i = 0; i < lines; i++) {
            assertThat(connection.receive(LONG)).hasSize(499);
        }
    }

    @Test
    void ask_encoderThrows_keepsConnection() throws Exception {
        Protocol<String, String> strict = new Protocol<>(
                "strict",
                ToyProtocols.LINES.decoders(),
                (line, out) -> {
                    out.putText(line);
                    if (!line.endsWith("\n")) {
                        throw new IllegalArgumentException("no line");
                    }
                },
                1000);
        MessageConnection<String, String> connection = connect(strict, (line, out) -> out.send(line + "\n"), LONG);
        assertThatThrownBy(() -> connection.send("half")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> connection.ask("half")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> connection.askLater("half").toCompletableFuture().get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(connection.ask("whole\n")).isEqualTo("whole");
    }

    @Test
    void ask_whileQueueIsFull_isAnswered() throws IOException {
        MessageConnection<String, String> connection = connect(
                (line, out) -> {
                    for (int i = 0; i < 2 * MessageConnection.MAX_KEPT; i++) {
                        out.send("news\n");
                    }
                },
                LONG);
        connection.send("go\n");
        assertThat(connection.receive(LONG)).isEqualTo("news");
        assertThat(connection.ask("go\n")).isEqualTo("news");
    }

    @Test
    void ask_onDriverThread_throws() throws Exception {
        CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
        MessageConnection<String, String> connection = connect(
                (line, out) -> {
                    mayAnswer.join();
                    out.send("yes\n");
                },
                LONG);
        CompletableFuture<String> second =
                connection.askLater("a\n").toCompletableFuture().thenApply(answer -> asked(connection));
        // Only then, because a stage of a reply that has already arrived runs its callback on this thread.
        mayAnswer.complete(null);
        assertThatThrownBy(() -> second.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(connection.ask("b\n")).isEqualTo("yes");
    }

    private static String asked(MessageConnection<String, String> connection) {
        try {
            return connection.ask("c\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void connect_withoutServer_throws() {
        assertThatThrownBy(() -> MessageConnection.connect(
                        transport, new Endpoint("nowhere", 1), ToyProtocols.LINES, ConnectOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing listens on nowhere:1");
    }

    private MessageConnection<String, String> connect(Session<String, String> there, Duration readTimeout)
            throws IOException {
        return connect(ToyProtocols.LINES, there, readTimeout);
    }

    private MessageConnection<String, String> connect(
            Protocol<String, String> protocol, Session<String, String> there, Duration readTimeout) throws IOException {
        Server server =
                transport.serve(new Endpoint("there", 0), peer -> new Conversation<>(ToyProtocols.LINES, there));
        servers.add(server);
        MessageConnection<String, String> connection = MessageConnection.connect(
                transport,
                server.endpoint(),
                protocol,
                ConnectOptions.defaults().withReadTimeout(readTimeout));
        connections.add(connection);
        return connection;
    }

    /** Returns a connection whose server counts the received bytes, until the client ends its output. */
    private MessageConnection<byte[], byte[]> pieces(CompletableFuture<Integer> heard) throws IOException {
        Protocol<byte[], byte[]> protocol = new Protocol<>(
                "pieces",
                () -> (in, boundary) -> {
                    byte[] piece = new byte[in.remaining()];
                    in.get(piece);
                    return piece.length == 0 ? null : piece;
                },
                (piece, out) -> out.put(piece),
                100_000);
        Server server = transport.serve(
                new Endpoint("there", 0),
                peer -> new Conversation<>(protocol, new Session<>() {
                    private int bytes;

                    @Override
                    public void received(byte[] piece, Outbox<byte[]> out) {
                        bytes += piece.length;
                    }

                    @Override
                    public void inputEnded(Outbox<byte[]> out) {
                        heard.complete(bytes);
                        out.finish();
                    }
                }));
        servers.add(server);
        return MessageConnection.connect(transport, server.endpoint(), protocol, ConnectOptions.defaults());
    }
}
