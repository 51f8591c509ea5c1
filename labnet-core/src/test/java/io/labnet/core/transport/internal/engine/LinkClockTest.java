// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LinkClockTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualLink driven = ManualLink.lines(session);

    @Test
    void idlePeer_isDisconnectedAfterIdleTimeout() {
        driven.loop.runAt(ManualLink.IDLE - 1);
        assertThat(session.events).containsExactly("opened");
        driven.loop.runAt(ManualLink.IDLE);
        assertThat(session.events).containsExactly("opened", "timedOut");
        assertThat(driven.listener.events).containsExactly("timedOut SILENCE " + ManualLink.IDLE);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    @Test
    void idleTimeout_restartsWithEachMessage() {
        driven.arrive(9000, "a\n");
        assertThat(driven.next()).isEqualTo(9000 + ManualLink.IDLE);
    }

    @Test
    void idleTimeout_ofServer_overridesProtocol() {
        ManualLink impatient = ManualLink.with(
                session, options -> options.withIdle(Duration.ofMillis(7)).withMessageDeadline(Duration.ofMillis(5)));
        assertThat(impatient.next()).isEqualTo(7);
        impatient.arrive(3, "a");
        assertThat(impatient.next()).isEqualTo(8);
    }

    @Test
    void messageDeadline_isNotExtendedByBytes() {
        for (int millis = 100; millis < 100 + ManualLink.DEADLINE; millis += 100) {
            driven.arrive(millis, "x");
        }
        assertThat(driven.next()).isEqualTo(100 + ManualLink.DEADLINE);
        driven.loop.runAt(100 + ManualLink.DEADLINE);
        assertThat(session.events).containsExactly("opened", "timedOut");
        assertThat(driven.listener.events).containsExactly("timedOut INCOMPLETE_MESSAGE " + ManualLink.DEADLINE);
    }

    @Test
    void timedOut_reportsTimeoutOfServer() {
        ManualLink impatient = ManualLink.with(session, options -> options.withIdle(Duration.ofMillis(7)));
        impatient.loop.runAt(7);
        assertThat(impatient.listener.events).containsExactly("timedOut SILENCE 7");
    }

    @Test
    void messageDeadline_restartsWithEachMessage() {
        driven.arrive(0, "a");
        driven.arrive(900, "b\nc");
        assertThat(driven.next()).isEqualTo(900 + ManualLink.DEADLINE);
        driven.arrive(1800, "d\n");
        assertThat(driven.next()).isEqualTo(1800 + ManualLink.IDLE);
    }

    @Test
    void peerReadsNothing_isReset() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.take(5000, 4);
        assertThat(driven.next()).isEqualTo(5000 + ManualLink.STALL);
        driven.loop.runAt(5000 + ManualLink.STALL);
        assertThat(driven.listener.events)
                .containsExactly("served 1", "timedOut UNREAD_OUTPUT " + ManualLink.STALL, "closed");
        assertThat(driven.wire.written()).isEqualTo("01234567");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void peerReadsNothing_longerIdleTimeoutApplies() {
        Duration idle = Duration.ofMillis(3 * ManualLink.STALL);
        ManualLink patient = ManualLink.with(session, options -> options.withIdle(idle));
        session.on("received a", send("0123456789"));
        patient.wire.room = 4;
        patient.arrive(0, "a\n");
        assertThat(patient.next()).isEqualTo(3 * ManualLink.STALL);
    }

    @Test
    void peerDoesNotReadLastMessages_isReset() {
        session.on("timedOut", send("too slow"));
        driven.wire.room = 0;
        driven.loop.runAt(ManualLink.IDLE);
        assertThat(driven.wire.done).isEmpty();
        driven.loop.runAt(ManualLink.IDLE + ManualLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(session.count("timedOut")).isOne();
    }

    @Test
    void timeouts_duringWork_areSuspended() {
        session.on("received work", LinkClockTest::workForLong);
        driven.arrive(0, "work\nincomplete");
        driven.loop.runAt(Duration.ofDays(1).toMillis());
        assertThat(session.events).containsExactly("opened", "received work");
        long done = Duration.ofDays(2).toMillis();
        driven.work(done);
        assertThat(driven.wire.written()).isEqualTo("done");
        assertThat(driven.next()).isEqualTo(done + ManualLink.DEADLINE);
    }

    @Test
    void timeouts_duringWorkWithUnreadOutput_apply() {
        session.on("received work", out -> {
            out.send("first");
            workForLong(out);
        });
        driven.wire.room = 0;
        driven.arrive(0, "work\n");
        driven.loop.runAt(ManualLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    /** A process or machine that was suspended sees its timeouts expire before it reads the input that arrived. */
    @Test
    void processSuspended_arrivedMessage_isReceived() {
        driven.wire.put("a\n");
        driven.loop.runAt(7 * ManualLink.IDLE);
        assertThat(session.events).containsExactly("opened", "received a");
        assertThat(driven.next()).isEqualTo(8 * ManualLink.IDLE);
    }

    @Test
    void processSuspended_arrivedEndOfMessage_isReceived() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.wire.put("c\n");
        driven.loop.runAt(ManualLink.DEADLINE);
        assertThat(session.events).containsExactly("opened", "received abc");
    }

    @Test
    void processSuspended_messageBegun_getsFullDeadline() {
        driven.wire.put("a");
        driven.loop.runAt(ManualLink.IDLE);
        assertThat(driven.next()).isEqualTo(ManualLink.IDLE + ManualLink.DEADLINE);
    }

    @Test
    void processSuspended_messageContinued_getsFullDeadline() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.loop.runAt(ManualLink.DEADLINE + 1000);
        assertThat(session.events).containsExactly("opened");
        assertThat(driven.next()).isEqualTo(2 * ManualLink.DEADLINE + 1000);
    }

    @Test
    void messageDeadline_byteAtDeadline_doesNotExtendIt() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        driven.loop.runAt(ManualLink.DEADLINE);
        assertThat(session.events).containsExactly("opened", "timedOut");
    }

    @Test
    void processSuspended_peerHasRead_isNotReset() {
        session.on("received a", send("0123456789"), Outbox::finish);
        driven.wire.room = 4;
        driven.arrive(0, "a\n");
        driven.wire.room = 4;
        driven.loop.runAt(ManualLink.STALL);
        assertThat(driven.wire.written()).isEqualTo("01234567");
        assertThat(driven.next()).isEqualTo(2 * ManualLink.STALL);
        driven.loop.runAt(2 * ManualLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    /** Closing with unread input would reset the connection and lose the reply in transit. */
    @Test
    void processSuspended_arrivedInput_isDiscardedBeforeClosing() {
        session.on("received a", Outbox::finish);
        driven.arrive(0, "a\n");
        driven.wire.put("more");
        driven.wire.put("and more");
        driven.loop.runAt(ManualLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.wire.unread()).isFalse();
    }

    @Test
    void readingResumed_restartsTimeouts() {
        session.on("received say", send("x".repeat(ManualLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.arrive(0, "say\nincomplete");
        driven.take(9000, 1000);
        assertThat(driven.next()).isEqualTo(9000 + ManualLink.DEADLINE);
    }

    @Test
    void timeouts_noLimit_neverExpire() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        ManualLink patient = new ManualLink(ToyProtocols.lines(forever, forever), session).open();
        patient.arrive(1000, "a\nb");
        patient.loop.runAt(Duration.ofDays(365).toMillis());
        assertThat(patient.listener.events).containsExactly("served 1");
        assertThat(patient.wire.done).isEmpty();
    }

    @Test
    void messageDeadline_peerReads_doesNotExtendIt() {
        session.readPolicy = ReadPolicy.ALWAYS;
        session.on("received say", send("x".repeat(50)));
        driven.wire.room = 0;
        driven.arrive(0, "say\nincomplete");
        for (int millis = 100; millis < ManualLink.DEADLINE; millis += 100) {
            driven.take(millis, 1);
        }
        assertThat(driven.next()).isEqualTo(ManualLink.DEADLINE);
        driven.loop.runAt(ManualLink.DEADLINE);
        assertThat(session.events).containsExactly("opened", "received say", "timedOut");
        driven.take(ManualLink.DEADLINE + 1, 1000);
        assertThat(driven.wire.written()).hasSize(50);
        assertThat(driven.wire.done).containsExactly("finish");
    }

    private static void workForLong(Outbox<String> out) {
        out.work(() -> "done", (result, then) -> then.send(result), (problem, then) -> then.abort());
    }

    @Test
    void noIdleLimit_stallTimeoutStillApplies() {
        Protocol<String, String> endless =
                ToyProtocols.LINES.withIdle(Protocol.NO_LIMIT).withMessageDeadline(Protocol.NO_LIMIT);
        session.on("received 1", out -> out.send("hello"));
        ManualLink patient = new ManualLink(endless, session).open();
        patient.loop.runAt(Duration.ofDays(3650).toMillis());
        assertThat(patient.listener.events).isEmpty();
        patient.wire.room = 0;
        patient.arrive(Duration.ofDays(3650).toMillis(), "1\n");
        patient.loop.runAt(Duration.ofDays(3650).toMillis() + ManualLink.STALL);
        assertThat(patient.listener.events)
                .containsExactly("served 1", "timedOut UNREAD_OUTPUT " + ManualLink.STALL, "closed");
    }

    @Test
    void minimumRate_slowMessage_timesOut() {
        ManualLink demanding = demanding(100);
        demanding.arrive(1000, "x");
        for (int second = 2; second <= 5; second++) {
            demanding.arrive(second * 1000L, "x".repeat(25));
        }
        // 100 bytes suffice for a second after the first 5 seconds, which began with the message.
        assertThat(demanding.next()).isEqualTo(7000);
        demanding.arrive(6999, "x");
        assertThat(demanding.next()).isEqualTo(7010);
        demanding.loop.runAt(7010);
        assertThat(session.count("timedOut")).isOne();
        assertThat(demanding.listener.events).containsExactly("timedOut SLOW_MESSAGE 6010");
    }

    @Test
    void minimumRate_fastMessage_endsAtDeadline() {
        ManualLink demanding = demanding(100);
        demanding.arrive(0, "x");
        for (int second = 1; second < 10; second++) {
            demanding.arrive(second * 1000L, "x".repeat(100));
        }
        assertThat(demanding.next()).isEqualTo(10_000);
        demanding.loop.runAt(10_000);
        assertThat(demanding.listener.events).containsExactly("timedOut INCOMPLETE_MESSAGE 10000");
    }

    @Test
    void minimumRate_appliesToEachMessageAlone() {
        ManualLink demanding = demanding(100);
        demanding.arrive(0, "x".repeat(999) + "\n");
        demanding.arrive(1000, "x");
        assertThat(demanding.next()).isEqualTo(6000);
        demanding.arrive(2000, "\n");
        assertThat(demanding.next()).isEqualTo(2000 + ManualLink.IDLE);
        demanding.arrive(3000, "x".repeat(500) + "\nx");
        assertThat(demanding.next()).isEqualTo(8000);
    }

    private ManualLink demanding(int bytesPerSecond) {
        return ManualLink.with(session, options -> options.withMinimumRate(bytesPerSecond)
                .withMessageDeadline(Duration.ofSeconds(10)));
    }
}
