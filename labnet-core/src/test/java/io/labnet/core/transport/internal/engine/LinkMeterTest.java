// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static io.labnet.core.session.Action.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkMeterTest {
    private final RecordingSession session = new RecordingSession();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final ManualWire wire = new ManualWire();
    private final Measurements measurements = new Measurements();
    private @Nullable ManualLoop loop;

    @Test
    void request_isMeasuredUntilItsReplyIsWritten() {
        session.on("received a", send("12345"));
        wire.room = 2;
        Link link = begin(measurements);
        arrive(link, 10, "a\n");
        assertThat(measurements.events).containsExactly("received 2", "decoded a", "sent 2");
        wire.room = 10;
        at(link, 30).writable();
        assertThat(measurements.events)
                .containsExactly("received 2", "decoded a", "sent 2", "sent 3", "replied 1 after 20 ms");
    }

    @Test
    void requestInTwoPieces_isMeasuredFromItsLastByte() {
        session.on("received ab", send("x"));
        Link link = begin(measurements);
        arrive(link, 10, "a");
        arrive(link, 500, "b\n");
        assertThat(measurements.events)
                .containsExactly("received 1", "received 2", "decoded ab", "sent 1", "replied 1 after 0 ms");
    }

    @Test
    void slowWork_isPartOfTheTime() {
        session.on("received a", work("done"));
        Link link = begin(measurements);
        arrive(link, 10, "a\n");
        assertThat(measurements.events).doesNotContain("sent 4");
        at(link, 310);
        work.remove().run();
        loop().runTasks();
        assertThat(measurements.events).endsWith("sent 4", "replied 1 after 300 ms");
    }

    @Test
    void requestsInOnePiece_areMeasuredTogether() {
        session.on("received a", send("1")).on("received b", send("2"));
        Link link = begin(measurements);
        arrive(link, 10, "a\nb\n");
        assertThat(measurements.events).endsWith("decoded b", "sent 2", "replied 2 after 0 ms");
    }

    @Test
    void flushDelay_isPartOfTheTime() {
        session.on("received a", send("1"), out -> out.flush(), send("2"));
        Link link = begin(measurements);
        arrive(link, 10, "a\n");
        assertThat(measurements.events).endsWith("sent 1");
        loop().runAt(10 + ManualLink.FLUSH_DELAY);
        assertThat(measurements.events).endsWith("sent 1", "sent 1", "replied 1 after 25 ms");
    }

    @Test
    void requestWithoutReply_isNotMeasured() {
        session.on("received b", send("2"));
        Link link = begin(measurements);
        arrive(link, 10, "a\n");
        arrive(link, 5000, "b\n");
        assertThat(measurements.events)
                .containsExactly(
                        "received 2", "decoded a", "received 2", "decoded b", "sent 1", "replied 1 after 0 ms");
    }

    @Test
    void closedConnection_hasTotals() {
        session.on("received a", send("12345"), out -> out.finish());
        Link link = begin(measurements);
        arrive(link, 10, "a\nrest");
        wire.ended = true;
        at(link, 40).readable();
        assertThat(measurements.events).endsWith("ended 6 5 1 40 ms", "closed");
        assertThat(measurements.connections).containsOnly(1L);
    }

    @Test
    void unmeasuredConnection_hasNoMeter() {
        measurements.wanted = false;
        Link link = begin(measurements);
        arrive(link, 10, "a\n");
        link.abort();
        assertThat(link.meter).isNull();
        assertThat(measurements.events).containsExactly("closed");
    }

    @Test
    void twoListeners_measureIfEitherDoes() {
        Measurements second = new Measurements();
        measurements.wanted = false;
        Link link = begin(measurements.andThen(second));
        arrive(link, 10, "a\n");
        assertThat(second.events).containsExactly("received 2", "decoded a");
    }

    @Test
    void firstListenerThrows_secondIsCalled() {
        ServerListener broken = new ServerListener() {
            @Override
            public boolean measures(Peer peer) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void received(Peer peer, int bytes) {
                throw new IllegalStateException("on purpose");
            }
        };
        Link link = begin(broken.andThen(measurements));
        arrive(link, 10, "a\n");
        assertThat(measurements.events).containsExactly("received 2", "decoded a");
    }

    private Link begin(ServerListener listener) {
        ServerOptions options = ServerOptions.defaults()
                .withFlushDelay(Duration.ofMillis(ManualLink.FLUSH_DELAY))
                .withWorkers(work::add)
                .withListener(listener);
        ManualServer server = new ManualServer(peer -> new Conversation<>(ToyProtocols.LINES, session), options);
        ManualLoop begun = new ManualLoop(server);
        loop = begun;
        server.begin(begun, new Peer("peer", 7, 1), server.host(), wire);
        return Objects.requireNonNull(wire.link);
    }

    private ManualLoop loop() {
        return Objects.requireNonNull(loop);
    }

    private void arrive(Link link, long millis, String text) {
        wire.put(text);
        at(link, millis).readable();
    }

    private Link at(Link link, long millis) {
        loop().setMillis(millis);
        return link;
    }

    private static final class Measurements implements ServerListener {
        final List<String> events = new ArrayList<>();
        final List<Long> connections = new ArrayList<>();
        boolean wanted = true;

        @Override
        public boolean measures(Peer peer) {
            return wanted;
        }

        @Override
        public void received(Peer peer, int bytes) {
            add(peer, "received " + bytes);
        }

        @Override
        public void sent(Peer peer, int bytes) {
            add(peer, "sent " + bytes);
        }

        @Override
        public void decoded(Peer peer, Object message) {
            add(peer, "decoded " + message);
        }

        @Override
        public void replied(Peer peer, int requests, long nanos) {
            add(
                    peer,
                    "replied " + requests + " after " + Duration.ofNanos(nanos).toMillis() + " ms");
        }

        @Override
        public void ended(Peer peer, ConnectionTotals totals) {
            add(
                    peer,
                    "ended " + totals.receivedBytes() + " " + totals.sentBytes() + " " + totals.messages() + " "
                            + totals.lived().toMillis() + " ms");
        }

        @Override
        public void closed(Peer peer, @Nullable Throwable cause) {
            add(peer, "closed");
        }

        private void add(Peer peer, String event) {
            connections.add(peer.connection());
            events.add(event);
        }
    }
}
