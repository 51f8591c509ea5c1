// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client program holds that has no session of its own, against a server in memory. */
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
    void ask_getsTheAnswerOfEachRequest() throws Exception {
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
    void send_andReceive_goTheirOwnWays() throws IOException {
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
    void receive_takesUpReadingWhereItWasPaused() throws IOException {
        int messages = 10 * MessageConnection.MOST_KEPT;
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
    void send_waitsForAServerThatIsSlow_andGivesUpOneThatIsDeaf() throws IOException {
        Session<String, String> deaf = new Session<>() {
            @Override
            public void received(String line, Outbox<String> out) {}

            @Override
            public Listening listening() {
                return Listening.NOT_NOW;
            }
        };
        MessageConnection<String, String> connection = connect(deaf, BRIEF);
        String much = "x".repeat(700_000);
        connection.send(much);
        assertThatThrownBy(() -> connection.send(much)).isInstanceOf(IOException.class);
    }

    @Test
    void ask_whoseAnswerDoesNotCome_resetsTheConnection() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> {}, BRIEF);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no answer came within 100 ms");
        assertThat(connection.isOpen()).isFalse();
        assertThatThrownBy(() -> connection.ask("b\n")).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void server_thatEnds_isTold() throws IOException {
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
    void server_thatBreaksOff_failsWhatIsAsked() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> out.abort(), LONG);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the connection broke: ");
    }

    @Test
    void server_thatSendsNoMessage_isTold() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> out.send("x".repeat(1_000_000)), LONG);
        assertThatThrownBy(() -> connection.ask("a\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the server sent what is no message: a message is larger than the limit")
                .hasRootCauseInstanceOf(ProtocolException.class);
    }

    @Test
    void close_letsEverythingLeaveFirst() throws Exception {
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
    void abort_failsWhoWaits() throws Exception {
        MessageConnection<String, String> connection = connect((line, out) -> {}, LONG);
        CompletableFuture<String> waiting = connection.askLater("a\n").toCompletableFuture();
        connection.abort();
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).hasRootCauseMessage("the connection was aborted");
    }

    @Test
    void ask_byAThreadThatIsInterrupted_isTold() throws IOException {
        MessageConnection<String, String> connection = connect((line, out) -> {}, LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> connection.ask("a\n")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void connect_whereNobodyListens_fails() {
        assertThatThrownBy(() -> MessageConnection.connect(
                        transport, new Endpoint("nowhere", 1), ToyProtocols.LINES, ConnectOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing listens on nowhere:1");
    }

    private MessageConnection<String, String> connect(Session<String, String> there, Duration readTimeout)
            throws IOException {
        Protocol<String, String> protocol = ToyProtocols.LINES;
        Server server = transport.serve(new Endpoint("there", 0), peer -> new Conversation<>(protocol, there));
        servers.add(server);
        MessageConnection<String, String> connection = MessageConnection.connect(
                transport,
                server.endpoint(),
                protocol,
                ConnectOptions.defaults().withReadTimeout(readTimeout));
        connections.add(connection);
        return connection;
    }
}
