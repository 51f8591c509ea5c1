// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static io.labnet.core.session.Answer.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkStopTest {
    private final NotingSession session = new NotingSession();
    private final DrivenLink driven = DrivenLink.lines(session);

    @Test
    void stop_whileIdleClosesInOrder() {
        driven.stop(1000);
        assertThat(driven.wire.done).containsExactly("finish");
        driven.end(1001);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.listener.told).containsExactly("closed");
    }

    @Test
    void stop_insideAMessageWaitsForItsEnd() {
        driven.arrive(0, "incomplete");
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.arrive(20, " until now\n");
        assertThat(session.told).containsExactly("opened", "received incomplete until now", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(driven.listener.told).containsExactly("served 1");
    }

    @Test
    void stop_hearsTheMessageThatHasCome() {
        driven.wire.put("a\n");
        driven.stop(10);
        assertThat(session.told).containsExactly("opened", "received a", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stop_hearsAllMessagesThatHaveCome() {
        driven.wire.put("a\n");
        driven.wire.put("b\nc");
        driven.wire.put("d\n");
        driven.stop(10);
        assertThat(session.told).containsExactly("opened", "received a", "received b", "received cd", "stopped");
        assertThat(driven.listener.told).containsExactly("served 1", "served 1", "served 1");
    }

    @Test
    void stop_hearsNoMoreThanTheSessionWants() {
        session.on("received a", send("x".repeat(DrivenLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.wire.put("a\n");
        driven.wire.put("b\n");
        driven.stop(10);
        assertThat(session.told).containsExactly("opened", "received a");
        driven.take(20, 100);
        assertThat(session.told).containsExactly("opened", "received a", "drained", "stopped");
    }

    @Test
    void stop_waitsForThePauseThatEndsAMessage() {
        NotingSession bursts = new NotingSession();
        DrivenLink paused = DrivenLink.paused(bursts);
        paused.arrive(0, "a");
        paused.stop(10);
        paused.loop.runAt(DrivenLink.QUIET);
        assertThat(bursts.told).containsExactly("opened", "received a|", "stopped");
    }

    @Test
    void stop_insideAMessageWaitsForNoOther() {
        driven.arrive(0, "a");
        driven.stop(10);
        driven.arrive(20, "b\nc");
        assertThat(session.told).containsExactly("opened", "received ab", "stopped");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(driven.listener.told).containsExactly("served 1", "dropped");
    }

    @Test
    void stop_insideAMessageWaitsNoLongerThanItsDeadline() {
        driven.arrive(0, "incomplete");
        driven.stop(10);
        driven.loop.runAt(DrivenLink.DEADLINE);
        assertThat(session.told).containsExactly("opened", "timedOut");
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stopOfTheLoop_tellsWhichMessageWasDropped() {
        driven.arrive(0, "incomplete");
        driven.loop.stop(Duration.ofMillis(500).toNanos());
        driven.loop.runAt(500);
        assertThat(driven.listener.told).containsExactly("dropped", "closed");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void stopOfTheLoop_hearsWhatCameInTime() {
        session.on("received ab", send("ok"));
        driven.arrive(0, "a");
        driven.loop.stop(Duration.ofMillis(500).toNanos());
        driven.wire.put("b\n");
        driven.loop.runAt(500);
        assertThat(driven.wire.written()).isEqualTo("ok");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void stop_letsSessionsSayLastWordsOnce() {
        session.on("stopped", work("bye"));
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.work(20);
        assertThat(driven.wire.written()).isEqualTo("bye");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(session.told).containsExactly("opened", "stopped");
    }

    @Test
    void stop_tellsSessionsOnlyWhenAllHasLeft() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.stop(10);
        assertThat(session.told).doesNotContain("stopped");
        driven.take(20, 100);
        assertThat(session.told).endsWith("drained", "stopped");
    }

    @Test
    void stop_tellsNoSessionThatHasFinished() {
        session.on("received a", send("0123456789"), Outbox::finish);
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.stop(10);
        driven.take(20, 100);
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(session.told).doesNotContain("stopped");
    }

    @Test
    void stop_insideAReplyLetsItLeave() {
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
    void stop_duringWorkWaitsForItsResult() {
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
    void stop_betweenSeparatedWritesWaitsForTheMoment() {
        session.on("received a", send("token"), Outbox::flush, send("key"));
        driven.arrive(0, "a\n");
        driven.stop(10);
        assertThat(driven.wire.done).isEmpty();
        driven.loop.runAt(DrivenLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
        assertThat(driven.wire.done).containsExactly("flush", "finish");
    }

    @Test
    void stop_whileLingeringChangesNothing() {
        driven.stop(0);
        driven.stop(1000);
        assertThat(driven.next()).isEqualTo(DrivenLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void stopOfTheLoop_resetsWhatIsLeftInTime() {
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
    void stopOfTheLoop_withoutTimeClosesAtOnce() {
        driven.loop.stop(0);
        driven.loop.runAt(0);
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }
}
