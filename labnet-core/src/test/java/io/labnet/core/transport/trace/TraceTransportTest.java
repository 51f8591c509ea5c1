// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceTransportTest {
    private static final Endpoint AT = new Endpoint("echo", 0);

    private final MemoryTransport memory = new MemoryTransport();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable Server server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A server's side that repeats each line. */
    private static Conversation<String, String> echo() {
        return new Conversation<>(ToyProtocols.LINES, (line, out) -> out.send(line + "\n"));
    }

    private TranscriptListener noting() {
        return new TranscriptText(
                        "", true, 1000, event -> lines.addAll(event.lines().toList()))
                .andThen(new TranscriptListener() {
                    @Override
                    public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
                        closed.complete(null);
                    }
                });
    }

    private TraceTransport traced() {
        return new TraceTransport(memory, ToyDialogue::new, peer -> noting());
    }

    /** Returns the lines of the transcript without times. */
    private List<String> transcript() throws Exception {
        closed.get(30, TimeUnit.SECONDS);
        Pattern time = Pattern.compile("^\\+[0-9.]+ |, 2[0-9]{3}-.*|:[0-9]+");
        return lines.stream()
                .filter(line -> line.startsWith("+"))
                .map(line -> time.matcher(line).replaceAll(""))
                .toList();
    }

    private static void talk(Connection connection) throws IOException {
        connection.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer reply = ByteBuffer.allocate(6);
        while (reply.hasRemaining()) {
            connection.read(reply);
        }
        connection.finish();
        while (connection.read(ByteBuffer.allocate(1)) != Boundary.END) {
            // Reads to the end, so that the server has closed its side.
        }
        connection.close();
    }

    @Test
    void server_isTraced() throws Exception {
        Server running = traced().serve(AT, peer -> echo());
        server = running;
        talk(memory.connect(running.endpoint()));
        assertThat(transcript()).hasSize(6).first().asString().endsWith(" connected to this server");
        assertThat(transcript().subList(1, 6))
                .containsExactly(
                        "client: ask hello, 6 bytes",
                        "server: answer, 6 bytes",
                        "client ended its output",
                        "server ended its output",
                        "closed");
    }

    @Test
    void blockingClient_isTraced() throws Exception {
        Server running = memory.serve(AT, peer -> echo());
        server = running;
        talk(traced().connect(running.endpoint()));
        assertThat(transcript())
                .containsExactly(
                        "this client connected to echo",
                        "client: ask hello, 6 bytes",
                        "server: answer, 6 bytes",
                        "client ended its output",
                        "server ended its output",
                        "closed");
    }

    @Test
    void clientSession_isTraced() throws Exception {
        Server running = memory.serve(AT, peer -> echo());
        server = running;
        Session<String, String> asking = new Session<>() {
            @Override
            public void opened(Outbox<String> out) {
                out.send("hello\n");
            }

            @Override
            public void received(String line, Outbox<String> out) {
                out.abort();
            }
        };
        traced().connect(running.endpoint(), new Conversation<>(ToyProtocols.LINES, asking), ConnectOptions.defaults());
        assertThat(transcript())
                .containsExactly(
                        "this client connected to echo",
                        "client: ask hello, 6 bytes",
                        "server: answer, 6 bytes",
                        "closed: the client reset the connection");
    }

    @Test
    void failedConnect_isTraced() {
        assertThatThrownBy(() -> traced().connect(AT, echo(), ConnectOptions.defaults()))
                .isInstanceOf(IOException.class);
        assertThat(lines).last().asString().contains("closed: no connection: ");
    }

    @Test
    void failingDialogue_endsNoConversation() throws Exception {
        TraceTransport failing = new TraceTransport(
                memory,
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                peer -> noting());
        Server running = failing.serve(AT, peer -> echo());
        server = running;
        talk(failing.connect(running.endpoint()));
        assertThat(lines).isEmpty();
    }

    @Test
    void connectionsWithoutAListener_areNotTraced() throws Exception {
        TraceTransport none = new TraceTransport(memory, ToyDialogue::new, peer -> null);
        Server running = none.serve(AT, peer -> echo());
        server = running;
        talk(none.connect(running.endpoint()));
        assertThat(lines).isEmpty();
    }
}
