// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static io.labnet.core.session.Action.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LinkPauseTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualLink driven = ManualLink.paused(session);

    @Test
    void pause_isReportedOnceAfterQuietTime() {
        driven.arrive(100, "ab");
        assertThat(driven.next()).isEqualTo(100 + ManualLink.QUIET);
        driven.loop.runAt(100 + ManualLink.QUIET - 1);
        assertThat(session.events).containsExactly("opened");
        driven.loop.runAt(100 + ManualLink.QUIET);
        assertThat(session.events).containsExactly("opened", "received ab|");
        // From now on, the link waits only for the peer.
        assertThat(driven.next()).isEqualTo(100 + ManualLink.QUIET + ManualLink.IDLE);
    }

    @Test
    void pause_quietTime_countsFromLastBytes() {
        driven.arrive(0, "a");
        driven.arrive(40, "b");
        driven.loop.runAt(ManualLink.QUIET);
        driven.loop.runAt(40 + ManualLink.QUIET - 1);
        assertThat(session.events).containsExactly("opened");
        driven.loop.runAt(40 + ManualLink.QUIET);
        assertThat(session.events).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_afterNextBurst_isReportedAgain() {
        driven.arrive(0, "a");
        driven.loop.runAt(50);
        driven.arrive(100, "b");
        driven.loop.runAt(150);
        assertThat(session.events).containsExactly("opened", "received a|", "received b|");
    }

    @Test
    void pause_bytesFoundBeforeReport_preventIt() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        // The loop was delayed: the bytes have arrived, but the timeout is handled first.
        driven.loop.runAt(500);
        assertThat(session.events).containsExactly("opened");
        assertThat(driven.next()).isEqualTo(500 + ManualLink.QUIET);
        driven.loop.runAt(500 + ManualLink.QUIET);
        assertThat(session.events).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_endFoundBeforeReport_preventsIt() {
        driven.arrive(0, "ab\nc");
        driven.wire.ended = true;
        driven.loop.runAt(500);
        assertThat(session.events).containsExactly("opened", "received ab", "rejected TRUNCATED at 1", "closed");
    }

    @Test
    void pause_protocolWithoutPauses_isNotReported() {
        RecordingSession lines = new RecordingSession();
        ManualLink other = ManualLink.lines(lines);
        other.arrive(0, "a");
        assertThat(other.next()).isEqualTo(ManualLink.DEADLINE);
    }

    @Test
    void pause_whileReadingStopped_isReportedAfterwards() {
        session.on("received a", send("x".repeat(ManualLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.arrive(0, "a\nb");
        assertThat(driven.wire.readable).isFalse();
        driven.loop.runAt(5000);
        assertThat(session.events).containsExactly("opened", "received a");
        driven.take(6000, 1000);
        assertThat(driven.wire.readable).isTrue();
        driven.loop.runAt(6000 + ManualLink.QUIET - 1);
        assertThat(session.count("received b|")).isZero();
        driven.loop.runAt(6000 + ManualLink.QUIET);
        assertThat(session.events).containsExactly("opened", "received a", "drained", "received b|");
    }

    @Test
    void pause_readPolicyNotNow_isNotReported() {
        session.on("received a", out -> session.readPolicy = ReadPolicy.NOT_NOW);
        driven.arrive(0, "a\nb");
        driven.loop.runAt(5000);
        assertThat(session.events).containsExactly("opened", "received a");
    }

    @Test
    void pause_duringSlowWork_isReportedAfterIt() {
        session.on("received a", work("done"));
        driven.arrive(0, "a\nb");
        driven.loop.runAt(ManualLink.QUIET);
        assertThat(session.events).containsExactly("opened", "received a");
        assertThat(driven.wire.readable)
                .as("wants input while a boundary is pending")
                .isFalse();
        driven.wire.put("c");
        driven.work(4000);
        assertThat(driven.wire.written()).isEqualTo("done");
        assertThat(session.events).containsExactly("opened", "received a", "received b|", "drained");
        assertThat(driven.wire.readable).isTrue();
    }

    @Test
    void carriedPause_isReportedImmediately() {
        driven.wire.carriesPauses = true;
        driven.arrive(0, "ab");
        driven.arrive(0, "");
        assertThat(session.events).containsExactly("opened", "received ab|");
    }

    @Test
    void carriedPauses_quietTimeIsNoPause() {
        driven.wire.carriesPauses = true;
        driven.arrive(0, "a");
        assertThat(driven.next()).isEqualTo(ManualLink.DEADLINE);
        driven.loop.runAt(ManualLink.DEADLINE - 1);
        driven.arrive(ManualLink.DEADLINE - 1, "b");
        driven.arrive(ManualLink.DEADLINE - 1, "");
        assertThat(session.events).containsExactly("opened", "received ab|");
    }

    @Test
    void carriedPause_protocolWithoutPauses_isNotReported() {
        List<Boundary> boundaries = new ArrayList<>();
        Protocol<String, String> protocol = new Protocol<>(
                "curious",
                () -> (in, boundary) -> {
                    boundaries.add(boundary);
                    return null;
                },
                (text, out) -> out.putText(text),
                100);
        ManualLink other = new ManualLink(protocol, new RecordingSession()).open();
        other.wire.carriesPauses = true;
        other.arrive(0, "ab");
        other.arrive(0, "");
        assertThat(boundaries).containsOnly(Boundary.MORE);
    }

    /** The quiet time ends first, so the loop wakes for it. At that time the flush delay has elapsed, too. */
    @Test
    void pauseAndFlushDelay_expireTogether_bothHandled() {
        AtomicReference<Remote<String>> remote = new AtomicReference<>();
        RecordingSession session = new RecordingSession().on("opened", out -> remote.set(out.remote()));
        ManualLink driven = ManualLink.paused(session);
        driven.arrive(0, "x");
        driven.loop.setMillis(40);
        remote.get().run(out -> {
            out.send("a");
            out.flush();
            out.send("b");
        });
        driven.loop.runTasks();
        driven.loop.runAt(70);
        assertThat(driven.wire.writes).containsExactly("a", "b");
        assertThat(session.events).contains("received x|");
    }
}
