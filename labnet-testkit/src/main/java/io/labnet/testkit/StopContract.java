// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.LongOutput;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.Stall;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The tests for stopping a transport's servers. Extend it for your own transport. */
public abstract class StopContract extends TransportFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Creates a suite. */
    protected StopContract() {}

    @Test
    final void stop_closesIdleConnections() throws Exception {
        Server server = serveEcho();
        Connection client = connect(server);
        write(client, "hello\n");
        assertThat(readLine(client)).isEqualTo("hello");
        CompletionStage<Void> stopped = server.stop(TestTimeout.LIMIT);
        assertThat(readAll(client)).isEmpty();
        client.close();
        TestTimeout.await(stopped);
    }

    @Test
    final void stop_sendsLastMessagesOfIdleSessions() throws Exception {
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
        server.stop(TestTimeout.LIMIT);
        assertThat(readAll(client)).isEqualTo("bye\n");
    }

    @Test
    final void stop_waitsForAnIncompleteMessage() throws Exception {

        Stall stall = new Stall();
        stall.end();
        Server server = serveStalled(stall, ServerOptions.defaults().withLoops(1));
        Connection idle = connect(server);
        Connection client = connect(server);
        write(client, "in two ");
        stall.awaitBegin();
        CompletionStage<Void> stopped = server.stop(TestTimeout.LIMIT);
        // The loop notifies all connections of the stop in one step. When the idle connection has ended, the other
        // connection has therefore been notified, too.
        assertThat(readAll(idle)).isEmpty();
        write(client, "parts\n");
        assertThat(readAll(client)).isEqualTo("in two parts\n");
        client.close();
        idle.close();
        TestTimeout.await(stopped);
    }

    @Test
    final void stop_reportsAMessageThatStaysIncomplete() throws Exception {
        Recorder recorder = new Recorder();

        Stall stall = new Stall();
        stall.end();
        Server server = serveStalled(stall, ServerOptions.defaults().withListener(recorder));
        Connection client = connect(server);
        write(client, "half a mess");
        stall.awaitBegin();
        TestTimeout.await(server.stop(Duration.ofMillis(50)));
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("dropped");
    }

    @Test
    final void stop_immediatelyRefusesNewConnections() throws Exception {
        Server server = serveWorking();
        Connection busy = connect(server);
        write(busy, "work\n");
        TestTimeout.await(started);
        server.stop(TestTimeout.LIMIT);
        assertThatThrownBy(() -> readLine(transport().connect(server.endpoint())))
                .isInstanceOf(IOException.class);
        gate.countDown();
    }

    @Test
    final void stop_waitsForPendingReplies() throws Exception {
        Server server = serveWorking();
        Connection client = connect(server);
        write(client, "work\n");
        TestTimeout.await(started);
        CompletionStage<Void> stopped = server.stop(TestTimeout.LIMIT);
        gate.countDown();
        assertThat(readAll(client)).isEqualTo("worked\n");
        client.close();
        TestTimeout.await(stopped);
    }

    @Test
    final void stop_waitsForALongReply() throws Exception {

        LongOutput output = new LongOutput(300, ReadPolicy.UNLESS_BEHIND);
        Server server = serve(TestProtocols.PIECES, output::onDemand);
        Connection client = connect(server);
        write(client, "!");
        assertThat(read(client, 1)).hasSize(1);
        server.stop(TestTimeout.LIMIT);
        assertThat(readAll(client).length()).isGreaterThan(0);
        assertThat(output.sentPieces()).isEqualTo(300);
    }

    @Test
    final void stop_afterTheTimeout_breaksBusyConnections() throws Exception {
        Server server = serveWorking();
        Connection client = connect(server);
        write(client, "work\n");
        TestTimeout.await(started);
        TestTimeout.await(server.stop(Duration.ofMillis(50)));
        assertThatThrownBy(() -> readLine(client)).isInstanceOf(IOException.class);
    }

    @Test
    final void stop_canBeCalledTwice() throws Exception {
        Server server = serveEcho();
        CompletionStage<Void> first = server.stop(TestTimeout.LIMIT);
        CompletionStage<Void> second = server.stop(Duration.ZERO);
        TestTimeout.await(first);
        TestTimeout.await(second);
        server.close();
        assertThatThrownBy(() -> server.stop(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    final void stop_bySession_sendsItsReply() throws Exception {
        checkStoppedBySession(server -> server.stop(TestTimeout.LIMIT));
    }

    @Test
    final void close_bySession_doesNotWaitForItself() throws Exception {
        checkStoppedBySession(Server::close);
    }

    private void checkStoppedBySession(Consumer<Server> stop) throws Exception {
        AtomicReference<Server> running = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        Server server = serve(
                peer -> new Conversation<>(TestProtocols.LINES, (line, out) -> {
                    TestTimeout.await(known);
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
        TestTimeout.await(server.stopped());
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
