// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static io.labnet.core.session.Answer.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LinkPauseTest {
    private final NotingSession session = new NotingSession();
    private final DrivenLink driven = DrivenLink.paused(session);

    @Test
    void pause_isToldOnceAfterTheQuietTime() {
        driven.arrive(100, "ab");
        assertThat(driven.next()).isEqualTo(100 + DrivenLink.QUIET);
        driven.loop.runAt(100 + DrivenLink.QUIET - 1);
        assertThat(session.told).containsExactly("opened");
        driven.loop.runAt(100 + DrivenLink.QUIET);
        assertThat(session.told).containsExactly("opened", "received ab|");
        // From here on nothing is waited for but the peer.
        assertThat(driven.next()).isEqualTo(100 + DrivenLink.QUIET + DrivenLink.IDLE);
    }

    @Test
    void pause_isCountedFromTheLastBytes() {
        driven.arrive(0, "a");
        driven.arrive(40, "b");
        driven.loop.runAt(DrivenLink.QUIET);
        driven.loop.runAt(40 + DrivenLink.QUIET - 1);
        assertThat(session.told).containsExactly("opened");
        driven.loop.runAt(40 + DrivenLink.QUIET);
        assertThat(session.told).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_isToldAgainAfterTheNextBurst() {
        driven.arrive(0, "a");
        driven.loop.runAt(50);
        driven.arrive(100, "b");
        driven.loop.runAt(150);
        assertThat(session.told).containsExactly("opened", "received a|", "received b|");
    }

    @Test
    void pause_isPreventedByBytesThatTheLastLookFinds() {
        driven.arrive(0, "a");
        driven.wire.put("b");
        // The loop was held up: the bytes are there, but the clock is seen first.
        driven.loop.runAt(500);
        assertThat(session.told).containsExactly("opened");
        assertThat(driven.next()).isEqualTo(500 + DrivenLink.QUIET);
        driven.loop.runAt(500 + DrivenLink.QUIET);
        assertThat(session.told).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_isPreventedByAnEndThatTheLastLookFinds() {
        driven.arrive(0, "ab\nc");
        driven.wire.ended = true;
        driven.loop.runAt(500);
        assertThat(session.told).containsExactly("opened", "received ab", "rejected TRUNCATED at 1", "closed");
    }

    @Test
    void pause_isNotToldToAProtocolThatKnowsNone() {
        NotingSession lines = new NotingSession();
        DrivenLink other = DrivenLink.lines(lines);
        other.arrive(0, "a");
        assertThat(other.next()).isEqualTo(DrivenLink.DEADLINE);
    }

    @Test
    void pause_isNotToldWhileReadingIsHeldBackAndToldAfterwards() {
        session.on("received a", send("x".repeat(DrivenLink.HIGH_WATER_MARK + 1)));
        driven.wire.room = 0;
        driven.arrive(0, "a\nb");
        assertThat(driven.wire.readable).isFalse();
        driven.loop.runAt(5000);
        assertThat(session.told).containsExactly("opened", "received a");
        driven.take(6000, 1000);
        assertThat(driven.wire.readable).isTrue();
        driven.loop.runAt(6000 + DrivenLink.QUIET - 1);
        assertThat(session.count("received b|")).isZero();
        driven.loop.runAt(6000 + DrivenLink.QUIET);
        assertThat(session.told).containsExactly("opened", "received a", "drained", "received b|");
    }

    @Test
    void pause_isNotToldToASessionThatListensNotNow() {
        session.on("received a", out -> session.listening = ReadPolicy.NOT_NOW);
        driven.arrive(0, "a\nb");
        driven.loop.runAt(5000);
        assertThat(session.told).containsExactly("opened", "received a");
    }

    @Test
    void pause_duringSlowWorkIsKeptForAfterwards() {
        session.on("received a", work("done"));
        driven.arrive(0, "a\nb");
        driven.loop.runAt(DrivenLink.QUIET);
        assertThat(session.told).containsExactly("opened", "received a");
        assertThat(driven.wire.readable).as("reads on while a boundary waits").isFalse();
        driven.wire.put("c");
        driven.work(4000);
        assertThat(driven.wire.written()).isEqualTo("done");
        assertThat(session.told).containsExactly("opened", "received a", "received b|", "drained");
        assertThat(driven.wire.readable).isTrue();
    }

    @Test
    void pause_thatTheTransportCarriesIsToldAtOnce() {
        driven.wire.carriesPauses = true;
        driven.arrive(0, "ab");
        driven.arrive(0, "");
        assertThat(session.told).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_isNotMadeByTimeWhereTheTransportCarriesPauses() {
        driven.wire.carriesPauses = true;
        driven.arrive(0, "a");
        assertThat(driven.next()).isEqualTo(DrivenLink.DEADLINE);
        driven.loop.runAt(DrivenLink.DEADLINE - 1);
        driven.arrive(DrivenLink.DEADLINE - 1, "b");
        driven.arrive(DrivenLink.DEADLINE - 1, "");
        assertThat(session.told).containsExactly("opened", "received ab|");
    }

    @Test
    void pause_thatTheTransportCarriesIsNotToldToAProtocolThatKnowsNone() {
        List<Boundary> told = new ArrayList<>();
        Protocol<String, String> protocol = new Protocol<>(
                "curious",
                () -> (in, boundary) -> {
                    told.add(boundary);
                    return null;
                },
                (text, out) -> out.putText(text),
                100);
        DrivenLink other = new DrivenLink(protocol, new NotingSession()).open();
        other.wire.carriesPauses = true;
        other.arrive(0, "ab");
        other.arrive(0, "");
        assertThat(told).containsOnly(Boundary.MORE);
    }

    /** The pause comes first, so it is what the loop wakes for; by then the moment between two writes has passed as well. */
    @Test
    void pauseAndMomentBetweenWrites_mayComeTogether() {
        AtomicReference<Remote<String>> remote = new AtomicReference<>();
        NotingSession session = new NotingSession().on("opened", out -> remote.set(out.remote()));
        DrivenLink driven = DrivenLink.paused(session);
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
        assertThat(session.told).contains("received x|");
    }
}
