// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The tests for output without a request: messages from other threads, groups, timers, and a change of protocol. Extend
 * it for your own transport; see also {@link ServerContract}.
 */
public abstract class PushContract extends TransportFixture {
    private static final int MEMBERS = 200;

    private final Group<String> group = new Group<>();

    /** Creates a suite. */
    protected PushContract() {}

    /** A session that joins the group and forwards every line to it. */
    private final class Member implements Session<String, String> {
        @Override
        public void opened(Outbox<String> out) {
            group.join(out.remote());
            out.send("joined");
        }

        @Override
        public void received(String line, Outbox<String> out) {
            group.send(line);
        }
    }

    /** A client that records all lines. */
    private static final class RecordingClient implements Session<String, String> {
        final List<String> received = new CopyOnWriteArrayList<>();
        final Semaphore lines = new Semaphore(0);
        final CompletableFuture<Remote<String>> remote = new CompletableFuture<>();
        volatile ReadPolicy readPolicy = ReadPolicy.UNLESS_BEHIND;

        @Override
        public void opened(Outbox<String> out) {
            remote.complete(out.remote());
        }

        @Override
        public void received(String line, Outbox<String> out) {
            received.add(line);
            lines.release();
        }

        @Override
        public ReadPolicy readPolicy() {
            return readPolicy;
        }

        void await(int count) throws InterruptedException {
            if (!lines.tryAcquire(count, TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("expected " + count + " more lines within " + TestTimeout.LIMIT + "; "
                        + received.size() + " came in all");
            }
        }
    }

    @Test
    final void members_receiveEachMessageOnceInTheSameOrder() throws Exception {
        List<RecordingClient> members =
                members(MEMBERS, ServerOptions.defaults().withLoops(2));
        for (int i = 0; i < 5; i++) {
            assertThat(members.get(i).remote.get().send("sent by " + i)).isTrue();
        }
        Thread sender = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                group.send("from outside " + i);
            }
        });
        sender.start();
        for (RecordingClient member : members) {
            member.await(5 + 20);
        }
        sender.join();
        List<String> first = members.get(0).received;
        assertThat(first).doesNotHaveDuplicates().contains("sent by 0", "sent by 4");
        assertThat(first)
                .filteredOn(line -> line.startsWith("from"))
                .hasSize(20)
                .first()
                .isEqualTo("from outside 0");
        assertThat(members).allSatisfy(member -> assertThat(member.received).isEqualTo(first));
    }

    @Test
    final void member_thatStopsReading_isDisconnectedAndDelaysNobody() throws Exception {
        int messages = 20_000;
        int batch = 50;
        Recorder recorder = new Recorder();
        Server server = serve(
                TestProtocols.LINES,
                Member::new,
                ServerOptions.defaults().withLoops(1).withListener(recorder));
        RecordingClient notReading = new RecordingClient();
        converse(server, notReading);
        notReading.await(1);
        notReading.readPolicy = ReadPolicy.NOT_NOW;
        List<RecordingClient> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordingClient reader = new RecordingClient();
            converse(server, reader);
            reader.await(1);
            readers.add(reader);
        }
        String filling = ": " + "x".repeat(190);
        for (int i = 0; i < messages; i++) {
            group.send(i + filling);
            // Waits only for the clients that read, and only sometimes, because a transport may have a delay.
            if (i % batch == batch - 1) {
                for (RecordingClient reader : readers) {
                    reader.await(batch);
                }
            }
        }
        assertThat(group.size()).isEqualTo(readers.size());
        for (RecordingClient reader : readers) {
            assertThat(reader.received).hasSize(1 + messages);
            for (int i = 0; i < messages; i++) {
                assertThat(reader.received.get(1 + i)).startsWith(i + ":");
            }
        }
        for (int i = 0; i < 1 + readers.size(); i++) {
            assertThat(recorder.next()).isEqualTo("accepted");
        }
        assertThat(recorder.next()).isEqualTo("limit exceeded");
    }

    @Test
    final void member_whoseConnectionEnds_leaves() throws Exception {
        List<RecordingClient> members = members(2, ServerOptions.defaults());
        CountDownLatch left = new CountDownLatch(1);
        members.get(0).remote.get().run(Outbox::finish);
        // Watches the group until the first member has left; in its own thread, so that the wait below has a limit.
        Thread asking = new Thread(() -> {
            while (group.size() > 1) {
                Thread.onSpinWait();
            }
            left.countDown();
        });
        asking.start();
        TestTimeout.await(left);
        group.send("for one");
        members.get(1).await(1);
        assertThat(members.get(0).received).doesNotContain("for one");
    }

    @Test
    final void timers_fireOnBothSides() throws Exception {
        CountDownLatch pings = new CountDownLatch(3);
        Server server = serve(
                TestProtocols.LINES,
                () -> new Session<>() {
                    @Override
                    public void opened(Outbox<String> out) {
                        out.every(Duration.ofMillis(10), then -> then.send("beat"));
                    }

                    @Override
                    public void received(String line, Outbox<String> out) {
                        pings.countDown();
                    }
                },
                ServerOptions.defaults());
        RecordingClient client = new RecordingClient();
        converse(server, client);
        client.await(3);
        client.remote.get().run(out -> out.every(Duration.ofMillis(10), then -> then.send("ping")));
        TestTimeout.await(pings);
        assertThat(client.received).startsWith("beat", "beat", "beat");
    }

    @Test
    final void switchTo_changesTheProtocolOfAConnection() throws Exception {
        Server server = serve(
                TestProtocols.LINES,
                () -> (line, out) -> {
                    out.send("go ahead");
                    out.switchTo(TestProtocols.PIECES, (piece, then) -> then.send(piece));
                },
                ServerOptions.defaults());
        Connection client = connect(server);
        write(client, "upgrade\n");
        assertThat(readLine(client)).isEqualTo("go ahead");
        write(client, "no line");
        assertThat(read(client, 7)).isEqualTo("no line");
    }

    private List<RecordingClient> members(int count, ServerOptions options) throws Exception {
        Server server = serve(TestProtocols.LINES, Member::new, options);
        List<RecordingClient> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordingClient member = new RecordingClient();
            converse(server, member);
            members.add(member);
        }
        for (RecordingClient member : members) {
            member.await(1);
        }
        return members;
    }

    private void converse(Server server, Session<String, String> session) throws IOException {
        ConnectOptions options = ConnectOptions.defaults().withReadTimeout(TestTimeout.LIMIT);
        onClose(
                transport().connect(server.endpoint(), new Conversation<>(TestProtocols.LINES, session), options)
                        ::abort);
    }
}
