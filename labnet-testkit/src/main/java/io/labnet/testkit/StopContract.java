// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.Patience;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.StallingDecoder;
import io.labnet.testkit.internal.Streamer;
import io.labnet.testkit.internal.TestProtocols;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How the servers of every transport stop. Extend it for a transport of your own. */
public abstract class StopContract extends TransportFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Makes a suite. */
    protected StopContract() {}

    @Test
    final void stop_closesIdleConnectionsInOrder() throws Exception {
        Server server = serveEcho(ServerOptions.defaults());
        Connection client = connect(server);
        write(client, "hello\n");
        assertThat(readLine(client)).isEqualTo("hello");
        CompletableFuture<Void> stopped = server.stop(Patience.LIMIT).toCompletableFuture();
        assertThat(readAll(client)).isEmpty();
        client.close();
        stopped.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    final void stop_letsIdleSessionsSayLastWords() throws Exception {
        Server server = serve(TestProtocols.LINES, () -> new Session<String, String>() {
            @Override
            public void received(String line, Outbox<String> out) {
                out.send(line);
            }

            @Override
            public void stopped(Outbox<String> out) {
                out.send("bye");
            }
        });
        Connection client = connect(server);
        write(client, "hello\n");
        assertThat(readLine(client)).isEqualTo("hello");
        server.stop(Patience.LIMIT);
        assertThat(readAll(client)).isEqualTo("bye\n");
    }

    @Test
    final void stop_letsAMessageThatHasBegunBeFinished() throws Exception {
        Server server = serveStarted(ServerOptions.defaults().withLoops(1));
        Connection idle = connect(server);
        Connection client = connect(server);
        write(client, "in two ");
        Patience.await(started);
        CompletableFuture<Void> stopped = server.stop(Patience.LIMIT).toCompletableFuture();
        // When the one has been told, the loop has stopped the other too.
        assertThat(readAll(idle)).isEmpty();
        write(client, "parts\n");
        assertThat(readAll(client)).isEqualTo("in two parts\n");
        client.close();
        idle.close();
        stopped.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    final void stop_tellsOfAMessageThatWasNeverFinished() throws Exception {
        Recorder recorder = new Recorder();
        Server server = serveStarted(ServerOptions.defaults().withListener(recorder));
        Connection client = connect(server);
        write(client, "half a mess");
        Patience.await(started);
        server.stop(Duration.ofMillis(50)).toCompletableFuture().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("dropped");
    }

    @Test
    final void stop_acceptsNothingMoreAtOnce() throws Exception {
        Server server = serveWorking();
        Connection busy = connect(server);
        write(busy, "work\n");
        Patience.await(started);
        server.stop(Patience.LIMIT);
        assertThatThrownBy(() -> readLine(transport().connect(server.endpoint())))
                .isInstanceOf(IOException.class);
        gate.countDown();
    }

    @Test
    final void stop_letsRepliesUnderWayFinish() throws Exception {
        Server server = serveWorking();
        Connection client = connect(server);
        write(client, "work\n");
        Patience.await(started);
        CompletableFuture<Void> stopped = server.stop(Patience.LIMIT).toCompletableFuture();
        gate.countDown();
        assertThat(readAll(client)).isEqualTo("worked\n");
        client.close();
        stopped.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    final void stop_letsALongReplyFinish() throws Exception {
        AtomicInteger said = new AtomicInteger();
        Server server = serve(
                TestProtocols.PIECES, () -> new Streamer(300, Listening.UNLESS_BEHIND, said, new CountDownLatch(0)));
        Connection client = connect(server);
        write(client, "!");
        assertThat(read(client, 1)).hasSize(1);
        server.stop(Patience.LIMIT);
        assertThat(readAll(client).length()).isGreaterThan(0);
        assertThat(said).hasValue(300);
    }

    @Test
    final void stop_endsWhatDoesNotFinishInTime() throws Exception {
        Server server = serveWorking();
        Connection client = connect(server);
        write(client, "work\n");
        Patience.await(started);
        server.stop(Duration.ofMillis(50)).toCompletableFuture().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> readLine(client)).isInstanceOf(IOException.class);
    }

    @Test
    final void stop_mayBeCalledTwiceAndByAnyone() throws Exception {
        Server server = serveEcho(ServerOptions.defaults());
        CompletableFuture<Void> first = server.stop(Patience.LIMIT).toCompletableFuture();
        CompletableFuture<Void> second = server.stop(Duration.ZERO).toCompletableFuture();
        first.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        second.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        server.close();
        assertThatThrownBy(() -> server.stop(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    final void stop_bySessionFinishesItsOwnReply() throws Exception {
        checkStoppedBySession(server -> server.stop(Patience.LIMIT));
    }

    @Test
    final void close_bySessionDoesNotWaitForItself() throws Exception {
        checkStoppedBySession(Server::close);
    }

    private void checkStoppedBySession(Consumer<Server> stop) throws Exception {
        AtomicReference<Server> running = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        Server server = serve(
                peer -> new Conversation<>(TestProtocols.LINES, (line, out) -> {
                    Patience.await(known);
                    stop.accept(running.get());
                    out.send("stopping");
                    out.finish();
                }),
                ServerOptions.defaults());
        running.set(server);
        known.countDown();
        Connection client = connect(server);
        write(client, "stop\n");
        assertThat(readAll(client)).isEqualTo("stopping\n");
        client.close();
        server.stopped().toCompletableFuture().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** An echo that tells when the first bytes have come. */
    private Server serveStarted(ServerOptions options) throws IOException {
        var decoder = new StallingDecoder(
                started, new CountDownLatch(0), TestProtocols.LINES.decoders().get());
        var protocol = new Protocol<String, String>(
                "started", () -> decoder, TestProtocols.LINES.encoder(), TestProtocols.MAX_BYTES);
        return serve(protocol, () -> (line, out) -> out.send(line), options);
    }

    private Server serveWorking() throws IOException {
        return serve(
                TestProtocols.LINES,
                () -> (line, out) -> out.work(
                        () -> {
                            started.countDown();
                            gate.await();
                            return "worked";
                        },
                        (result, reply) -> reply.send(result),
                        (failure, reply) -> reply.abort()));
    }
}
