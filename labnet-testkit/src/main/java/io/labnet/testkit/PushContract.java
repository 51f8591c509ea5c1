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
import io.labnet.testkit.internal.Patience;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.TestProtocols;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** A client that records every line. */
    private static final class Listener implements Session<String, String> {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final Semaphore lines = new Semaphore(0);
        final CompletableFuture<Remote<String>> remote = new CompletableFuture<>();
        volatile ReadPolicy listening = ReadPolicy.UNLESS_BEHIND;

        @Override
        public void opened(Outbox<String> out) {
            remote.complete(out.remote());
        }

        @Override
        public void received(String line, Outbox<String> out) {
            heard.add(line);
            lines.release();
        }

        @Override
        public ReadPolicy readPolicy() {
            return listening;
        }

        void await(int count) throws InterruptedException {
            if (!lines.tryAcquire(count, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(heard.size() + " lines came, and not the " + count + " that were waited for");
            }
        }
    }

    @Test
    final void members_hearEachMessageOnceAndInTheSameOrder() throws Exception {
        List<Listener> members = members(MEMBERS, ServerOptions.defaults().withLoops(2));
        for (int i = 0; i < 5; i++) {
            assertThat(members.get(i).remote.get().send("said by " + i)).isTrue();
        }
        Thread teller = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                group.send("from outside " + i);
            }
        });
        teller.start();
        for (Listener member : members) {
            member.await(5 + 20);
        }
        teller.join();
        List<String> first = members.get(0).heard;
        assertThat(first).doesNotHaveDuplicates().contains("said by 0", "said by 4");
        assertThat(first)
                .filteredOn(line -> line.startsWith("from"))
                .hasSize(20)
                .first()
                .isEqualTo("from outside 0");
        assertThat(members).allSatisfy(member -> assertThat(member.heard).isEqualTo(first));
    }

    @Test
    final void member_thatStopsReading_isCutBeyondTheBoundAndNobodyWaits() throws Exception {
        int messages = 20_000;
        Recorder recorder = new Recorder();
        Server server = serve(
                TestProtocols.LINES,
                Member::new,
                ServerOptions.defaults().withLoops(1).withListener(recorder));
        Listener deaf = new Listener();
        converse(server, deaf);
        deaf.await(1);
        deaf.listening = ReadPolicy.NOT_NOW;
        List<Listener> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Listener reader = new Listener();
            converse(server, reader);
            reader.await(1);
            readers.add(reader);
        }
        String filling = ": " + "x".repeat(190);
        for (int i = 0; i < messages; i++) {
            group.send(i + filling);
            // Waits for those that read, but not for the one that does not.
            for (Listener reader : readers) {
                reader.await(1);
            }
        }
        assertThat(group.size()).isEqualTo(readers.size());
        for (Listener reader : readers) {
            assertThat(reader.heard).hasSize(1 + messages);
            for (int i = 0; i < messages; i++) {
                assertThat(reader.heard.get(1 + i)).startsWith(i + ":");
            }
        }
        for (int i = 0; i < 1 + readers.size(); i++) {
            assertThat(recorder.next()).isEqualTo("accepted");
        }
        assertThat(recorder.next()).isEqualTo("cut");
    }

    @Test
    final void member_whoseConnectionEnds_leaves() throws Exception {
        List<Listener> members = members(2, ServerOptions.defaults());
        CountDownLatch left = new CountDownLatch(1);
        members.get(0).remote.get().run(Outbox::finish);
        // It has left once a message reaches only the other.
        Thread asking = new Thread(() -> {
            while (group.size() > 1) {
                Thread.onSpinWait();
            }
            left.countDown();
        });
        asking.start();
        Patience.await(left);
        group.send("for one");
        members.get(1).await(1);
        assertThat(members.get(0).heard).doesNotContain("for one");
    }

    @Test
    final void timers_happenOnBothSides() throws Exception {
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
        Listener client = new Listener();
        converse(server, client);
        client.await(3);
        client.remote.get().run(out -> out.every(Duration.ofMillis(10), then -> then.send("ping")));
        Patience.await(pings);
        assertThat(client.heard).startsWith("beat", "beat", "beat");
    }

    @Test
    final void speak_changesTheProtocolOfAConnection() throws Exception {
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

    private List<Listener> members(int count, ServerOptions options) throws Exception {
        Server server = serve(TestProtocols.LINES, Member::new, options);
        List<Listener> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Listener member = new Listener();
            converse(server, member);
            members.add(member);
        }
        for (Listener member : members) {
            member.await(1);
        }
        return members;
    }

    private void converse(Server server, Session<String, String> session) throws IOException {
        ConnectOptions options = ConnectOptions.defaults().withReadTimeout(Patience.LIMIT);
        onClose(
                transport().connect(server.endpoint(), new Conversation<>(TestProtocols.LINES, session), options)
                        ::abort);
    }
}
