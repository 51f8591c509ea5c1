// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several links on one loop, with a budget of 10,000 bytes. */
class BufferBudgetTest {
    private static final int BUDGET = 10_000;

    private final RecordingListener listener = new RecordingListener();
    private final ManualServer server = new ManualServer(
            peer -> new Conversation<>(
                    ToyProtocols.LINES,
                    new RecordingSession()
                            .on("received small", send("s".repeat(300)))
                            .on("received medium", send("m".repeat(3000)))
                            .on("received large", send("l".repeat(6000)))),
            ServerOptions.defaults().withListener(listener).withBufferBudget(BUDGET));
    private final ManualLoop loop = new ManualLoop(server);
    private final List<ManualWire> wires = new ArrayList<>();

    @Test
    void unsentBytes_withinBudget_areKept() {
        ask(0, "medium");
        ask(0, "medium");
        ask(0, "medium");
        assertThat(cut()).isEmpty();
        assertThat(listener.events).noneMatch(event -> event.startsWith("cut"));
    }

    @Test
    void largest_isResetFirstAndReported() {
        ask(0, "medium");
        ask(1, "large");
        assertThat(cut()).isEmpty();
        ask(2, "medium");
        assertThat(cut()).containsExactly(1);
        assertThat(listener.events)
                .containsSubsequence(
                        "cut its buffers took 6000 bytes, and the limit for all connections is 10000", "closed");
        assertThat(server.left).isOne();
    }

    @Test
    void equalSizes_longestNotReadingIsReset() {
        ask(0, "medium");
        ask(1, "medium");
        ask(2, "medium");
        take(3, 0, 10);
        ask(4, "medium");
        assertThat(cut()).containsExactly(1);
        ask(5, "medium");
        assertThat(cut()).containsExactly(1, 2);
    }

    @Test
    void peerThatOnlySends_isResetBeforeOneThatReads() {
        ask(0, "medium");
        ask(1, "medium");
        take(2, 1, 10);
        ask(3, "medium");
        say(1000, 0, "nothing");
        ask(1001, "medium");
        assertThat(cut()).containsExactly(0);
    }

    @Test
    void idleTimeBeforeRequest_doesNotCount() {
        ask(0, "small");
        take(1, 0, 300);
        ask(50, "medium");
        ask(51, "medium");
        say(10_000, 0, "medium");
        ask(10_001, "medium");
        assertThat(cut()).containsExactly(1);
    }

    @Test
    void newConnectionWithMoreBytes_isNotReset() {
        for (int i = 0; i < 6; i++) {
            ask(i, "medium");
            take(i, i, 1600);
        }
        assertThat(cut()).isEmpty();
        ask(5000, "medium");
        take(5001, 6, 3000);
        assertThat(cut()).containsExactly(0);
    }

    @Test
    void replyBeyondBudget_resetsOnlyThatConnection() {
        ask(0, "small");
        ask(1, "large");
        ask(2, "medium");
        ask(3, "medium");
        assertThat(cut()).containsExactly(1);
    }

    @Test
    void closedConnections_releaseTheirShare() {
        for (int i = 0; i < 10; i++) {
            ask(i, "large");
            wires.get(i).broken = true;
            link(i).readable();
        }
        assertThat(listener.events).noneMatch(event -> event.startsWith("cut"));
        ask(10, "large");
        ask(11, "medium");
        assertThat(cut()).isEmpty();
    }

    @Test
    void readBytes_areReleased() {
        for (int i = 0; i < 10; i++) {
            ask(i, "large");
            take(i, i, 6000);
        }
        assertThat(cut()).isEmpty();
    }

    @Test
    void unreadBytes_areCounted() {
        for (int i = 0; i < 12; i++) {
            // Half a line, which is buffered.
            arrive(i, "x".repeat(900));
        }
        assertThat(cut()).containsExactly(0);
    }

    private void ask(long millis, String what) {
        arrive(millis, what + "\n");
    }

    /** Connects a peer that reads nothing and sends a text. */
    private void arrive(long millis, String text) {
        loop.setMillis(millis);
        ManualWire wire = new ManualWire();
        wire.room = 0;
        wires.add(wire);
        server.begin(loop, new Peer("peer", wires.size()), server.host(), wire);
        wire.put(text);
        link(wires.size() - 1).readable();
    }

    private void say(long millis, int connection, String what) {
        loop.setMillis(millis);
        wires.get(connection).put(what + "\n");
        link(connection).readable();
    }

    private void take(long millis, int connection, int bytes) {
        loop.setMillis(millis);
        wires.get(connection).room = bytes;
        link(connection).writable();
    }

    private Link link(int connection) {
        Link link = wires.get(connection).link;
        assertThat(link).isNotNull();
        return link;
    }

    /** Returns which connections were reset. */
    private List<Integer> cut() {
        List<Integer> cut = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            if (wires.get(i).done.contains("abort")) {
                cut.add(i);
            }
        }
        return cut;
    }
}
