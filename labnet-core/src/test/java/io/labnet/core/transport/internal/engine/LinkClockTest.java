// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.ToyProtocols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LinkClockTest {
    private final NotingSession session = new NotingSession();
    private final DrivenLink driven = DrivenLink.lines(session);

    @Test
    void idlePeer_isHungUpOnAfterItsTime() {
        driven.loop.runAt(DrivenLink.IDLE - 1);
        assertThat(session.told).containsExactly("opened");
        driven.loop.runAt(DrivenLink.IDLE);
        assertThat(session.told).containsExactly("opened", "timedOut");
        assertThat(driven.listener.told).containsExactly("timedOut SILENCE " + DrivenLink.IDLE);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void idleTime_beginsAnewWithEachMessage() {
        driven.arrive(9000, "a\n");
        assertThat(driven.next()).isEqualTo(9000 + DrivenLink.IDLE);
    }

    @Test
    void idleTime_ofTheServerComesFirst() {
        DrivenLink impatient = DrivenLink.with(
                session, options -> options.withIdle(Duration.ofMillis(7)).withMessageDeadline(Duration.ofMillis(5)));
        assertThat(impatient.next()).isEqualTo(7);
        impatient.arrive(3, "a");
        assertThat(impatient.next()).isEqualTo(8);
    }

    @Test
    void messageDeadline_isNotExtendedByBytes() {
        for (int millis = 100; millis < 100 + DrivenLink.DEADLINE; millis += 100) {
            driven.arrive(millis, "x");
        }
        assertThat(driven.next()).isEqualTo(100 + DrivenLink.DEADLINE);
        driven.loop.runAt(100 + DrivenLink.DEADLINE);
        assertThat(session.told).containsExactly("opened", "timedOut");
        assertThat(driven.listener.told).containsExactly("timedOut INCOMPLETE_MESSAGE " + DrivenLink.DEADLINE);
    }

    @Test
    void timedOut_namesTheLimitOfTheServer() {
        DrivenLink impatient = DrivenLink.with(session, options -> options.withIdle(Duration.ofMillis(7)));
        impatient.loop.runAt(7);
        assertThat(impatient.listener.told).containsExactly("timedOut SILENCE 7");
    }

    @Test
    void messageDeadline_beginsAnewWithEachMessage() {
        driven.arrive(0, "a");
        driven.arrive(900, "b\nc");
        assertThat(driven.next()).isEqualTo(900 + DrivenLink.DEADLINE);
        driven.arrive(1800, "d\n");
        assertThat(driven.next()).isEqualTo(1800 + DrivenLink.IDLE);
    }

    @Test
    void peerThatTakesNothing_isReset() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.take(5000, 4);
        assertThat(driven.next()).isEqualTo(5000 + DrivenLink.STALL);
        driven.loop.runAt(5000 + DrivenLink.STALL);
        assertThat(driven.listener.told)
                .containsExactly("served 1", "timedOut UNREAD_OUTPUT " + DrivenLink.STALL, "closed");
        assertThat(driven.wire.written()).isEqualTo("01234567");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void peerThatTakesNothing_hasAnIdleTimeThatIsLonger() {
        Duration idle = Duration.ofMillis(3 * DrivenLink.STALL);
        DrivenLink patient = DrivenLink.with(session, options -> options.withIdle(idle));
        session.on("received a", send("0123456789"));
        patient.wire.room = 4;
        patient.arrive(0, "a\n");
        assertThat(patient.next()).isEqualTo(3 * DrivenLink.STALL);
    }

    @Test
    void peerThatTakesNoLastWords_isReset() {
        session.on("timedOut", send("too slow"));
        driven.wire.room = 0;
        driven.loop.runAt(DrivenLink.IDLE);
        assertThat(driven.wire.done).isEmpty();
        driven.loop.runAt(DrivenLink.IDLE + DrivenLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(session.count("timedOut")).isOne();
    }

    @Test
    void clocks_standStillDuringWork() {
        session.on("received work", LinkClockTest::workForLong);
        driven.arrive(0, "work\nincomplete");
        driven.loop.runAt(Duration.ofDays(1).toMillis());
        assertThat(session.told).containsExactly("opened", "received work");
        long done = Duration.ofDays(2).toMillis();
        driven.work(done);
        assertThat(driven.wire.written()).isEqualTo("done");
        assertThat(driven.next()).isEqualTo(done + DrivenLink.DEADLINE);
    }

    @Test
    void clocks_runDuringWorkForAPeerThatTakesNothing() {
        session.on("received work", out -> {
            out.send("first");
            workForLong(out);
        });
        driven.wire.room = 0;
        driven.arrive(0, "work\n");
        driven.loop.runAt(DrivenLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    /** A process that was stopped, or a machine that slept, sees its clocks run out before it sees what came. */
    @Test
    void messageThatCameWhileHeldUp_isHeard() {
        driven.wire.put("a\n");
        driven.loop.runAt(7 * DrivenLink.IDLE);
        assertThat(session.told).containsExactly("opened", "received a");
        assertThat(driven.next()).isEqualTo(8 * DrivenLink.IDLE);
    }

    @Test
    void endOfAMessageThatCameWhileHeldUp_isHeard() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.wire.put("c\n");
        driven.loop.runAt(DrivenLink.DEADLINE);
        assertThat(session.told).containsExactly("opened", "received abc");
    }

    @Test
    void restOfAMessageThatBeganWhileHeldUp_hasItsFullTime() {
        driven.wire.put("a");
        driven.loop.runAt(DrivenLink.IDLE);
        assertThat(driven.next()).isEqualTo(DrivenLink.IDLE + DrivenLink.DEADLINE);
    }

    @Test
    void restOfAMessageThatGotOnWhileHeldUpForLong_hasItsFullTime() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.loop.runAt(DrivenLink.DEADLINE + 1000);
        assertThat(session.told).containsExactly("opened");
        assertThat(driven.next()).isEqualTo(2 * DrivenLink.DEADLINE + 1000);
    }

    @Test
    void messageDeadline_isNotExtendedByAByteThatComesWithIt() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.loop.runAt(DrivenLink.DEADLINE);
        assertThat(session.told).containsExactly("opened", "timedOut");
    }

    @Test
    void peerThatTookSomethingWhileHeldUp_isWaitedFor() {
        session.on("received a", send("0123456789"), Outbox::finish);
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.wire.room = 4;
        driven.loop.runAt(DrivenLink.STALL);
        assertThat(driven.wire.written()).isEqualTo("01234567");
        assertThat(driven.next()).isEqualTo(2 * DrivenLink.STALL);
        driven.loop.runAt(2 * DrivenLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    /** To close with input unread would be to reset, and to lose the reply on its way. */
    @Test
    void whatCameWhileHeldUp_isDiscardedBeforeClosing() {
        session.on("received a", Outbox::finish);
        driven.arrive(0, "a\n");
        driven.wire.put("more");
        driven.wire.put("and more");
        driven.loop.runAt(DrivenLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.wire.unread()).isFalse();
    }

    @Test
    void readingResumed_givesTheFullTimeAgain() {
        session.on("received say", send("x".repeat(DrivenLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.arrive(0, "say\nincomplete");
        driven.take(9000, 1000);
        assertThat(driven.next()).isEqualTo(9000 + DrivenLink.DEADLINE);
    }

    @Test
    void times_mayBeForever() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        DrivenLink patient = new DrivenLink(ToyProtocols.lines(forever, forever), session).open();
        patient.arrive(1000, "a\nb");
        patient.loop.runAt(Duration.ofDays(365).toMillis());
        assertThat(patient.listener.told).containsExactly("served 1");
        assertThat(patient.wire.done).isEmpty();
    }

    @Test
    void messageDeadline_isNotExtendedByWhatThePeerTakes() {
        session.listening = ReadPolicy.ALWAYS;
        session.on("received say", send("x".repeat(50)));
        driven.wire.room = 0;
        driven.arrive(0, "say\nincomplete");
        for (int millis = 100; millis < DrivenLink.DEADLINE; millis += 100) {
            driven.take(millis, 1);
        }
        assertThat(driven.next()).isEqualTo(DrivenLink.DEADLINE);
        driven.loop.runAt(DrivenLink.DEADLINE);
        assertThat(session.told).containsExactly("opened", "received say", "timedOut");
        driven.take(DrivenLink.DEADLINE + 1, 1000);
        assertThat(driven.wire.written()).hasSize(50);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    private static void workForLong(Outbox<String> out) {
        out.work(() -> "done", (result, then) -> then.send(result), (problem, then) -> then.abort());
    }

    @Test
    void noLimit_letsAPeerRestForEver_butNotLeaveWhatItIsToTake() {
        Protocol<String, String> endless =
                ToyProtocols.LINES.withIdle(Protocol.NO_LIMIT).withMessageDeadline(Protocol.NO_LIMIT);
        session.on("received 1", out -> out.send("hello"));
        DrivenLink patient = new DrivenLink(endless, session).open();
        patient.loop.runAt(Duration.ofDays(3650).toMillis());
        assertThat(patient.listener.told).isEmpty();
        patient.wire.room = 0;
        patient.arrive(Duration.ofDays(3650).toMillis(), "1\n");
        patient.loop.runAt(Duration.ofDays(3650).toMillis() + DrivenLink.STALL);
        assertThat(patient.listener.told)
                .containsExactly("served 1", "timedOut UNREAD_OUTPUT " + DrivenLink.STALL, "closed");
    }
}
