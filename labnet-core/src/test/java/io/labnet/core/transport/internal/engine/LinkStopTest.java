// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static io.labnet.core.session.Action.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.RecordingSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkStopTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualLink driven = ManualLink.lines(session);

    @Test
    void stop_idle_closesInOrder() {
        driven.stop(1000);
        assertThat(driven.wire.done).containsExactly("finish");
        driven.end(1001);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.listener.events).containsExactly("closed");
    }

    @Test
    void stop_insideMessage_waitsForItsEnd() {
        driven.arrive(0, "incomplete");
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.arrive(20, " until now\n");
        assertThat(session.events).containsExactly("opened", "received incomplete until now", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(driven.listener.events).containsExactly("served 1");
    }

    @Test
    void stop_arrivedMessage_isReceived() {
        driven.wire.put("a\n");
        driven.stop(10);
        assertThat(session.events).containsExactly("opened", "received a", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stop_allArrivedMessages_areReceived() {
        driven.wire.put("a\n");
        driven.wire.put("b\nc");
        driven.wire.put("d\n");
        driven.stop(10);
        assertThat(session.events).containsExactly("opened", "received a", "received b", "received cd", "stopped");
        assertThat(driven.listener.events).containsExactly("served 1", "served 1", "served 1");
    }

    @Test
    void stop_receivesNoMoreThanSessionWants() {
        session.on("received a", send("x".repeat(ManualLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.wire.put("a\n");
        driven.wire.put("b\n");
        driven.stop(10);
        assertThat(session.events).containsExactly("opened", "received a");
        driven.take(20, 100);
        assertThat(session.events).containsExactly("opened", "received a", "drained", "stopped");
    }

    @Test
    void stop_waitsForPauseThatEndsMessage() {
        RecordingSession bursts = new RecordingSession();
        ManualLink paused = ManualLink.paused(bursts);
        paused.arrive(0, "a");
        paused.stop(10);
        paused.loop.runAt(ManualLink.QUIET);
        assertThat(bursts.events).containsExactly("opened", "received a|", "stopped");
    }

    @Test
    void stop_insideMessage_nextMessageIsNotReceived() {
        driven.arrive(0, "a");
        driven.stop(10);
        driven.arrive(20, "b\nc");
        assertThat(session.events).containsExactly("opened", "received ab", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(driven.listener.events).containsExactly("served 1", "dropped");
    }

    @Test
    void stop_insideMessage_waitsUntilItsDeadline() {
        driven.arrive(0, "incomplete");
        driven.stop(10);
        driven.loop.runAt(ManualLink.DEADLINE);
        assertThat(session.events).containsExactly("opened", "timedOut");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void drainTimeOver_incompleteMessage_isReportedAsDropped() {
        driven.arrive(0, "incomplete");
        driven.loop.stop(Duration.ofMillis(500).toNanos());
        driven.loop.runAt(500);
        assertThat(driven.listener.events).containsExactly("dropped", "closed");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void drainTimeOver_arrivedMessage_isReceived() {
        session.on("received ab", send("ok"));
        driven.arrive(0, "a");
        driven.loop.stop(Duration.ofMillis(500).toNanos());
        driven.wire.put("b\n");
        driven.loop.runAt(500);
        assertThat(driven.wire.written()).isEqualTo("ok");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void stop_sessionSendsLastMessagesOnce() {
        session.on("stopped", work("bye"));
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.work(20);
        assertThat(driven.wire.written()).isEqualTo("bye");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(session.events).containsExactly("opened", "stopped");
    }

    @Test
    void stop_callsStoppedOnlyAfterOutputIsWritten() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.stop(10);
        assertThat(session.events).doesNotContain("stopped");
        driven.take(20, 100);
        assertThat(session.events).endsWith("drained", "stopped");
    }

    @Test
    void stop_finishedSession_isNotCalled() {
        session.on("received a", send("0123456789"), Outbox::finish);
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.stop(10);
        driven.take(20, 100);
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(session.events).doesNotContain("stopped");
    }

    @Test
    void stop_insideReply_writesIt() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.stop(10);
        assertThat(driven.wire.readable).isFalse();
        assertThat(driven.wire.done).isEmpty();
        driven.take(20, 100);
        assertThat(driven.wire.written()).isEqualTo("0123456789");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stop_duringWork_waitsForResult() {
        session.on("received a", work("result"));
        driven.arrive(0, "a\n");
        driven.stop(10);
        driven.loop.runAt(Duration.ofHours(1).toMillis());
        assertThat(driven.wire.done).isEmpty();
        driven.work(Duration.ofHours(2).toMillis());
        assertThat(driven.wire.written()).isEqualTo("result");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stop_betweenFlushedWrites_waitsForDelay() {
        session.on("received a", send("token"), Outbox::flush, send("key"));
        driven.arrive(0, "a\n");
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.loop.runAt(ManualLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
        assertThat(driven.wire.done).containsExactly("flush", "finish");
    }

    @Test
    void stop_whileLingering_changesNothing() {
        driven.stop(0);
        driven.stop(1000);
        assertThat(driven.next()).isEqualTo(ManualLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void drainTimeOver_unfinishedConnections_areReset() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.loop.stop(Duration.ofMillis(500).toNanos());
        driven.loop.runAt(499);
        assertThat(driven.wire.done).isEmpty();
        driven.loop.runAt(500);
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(driven.server.left).isOne();
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
    }

    @Test
    void noDrainTime_closesImmediately() {
        driven.loop.stop(0);
        driven.loop.runAt(0);
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }
}
