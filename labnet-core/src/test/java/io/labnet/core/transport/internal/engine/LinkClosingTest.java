// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static io.labnet.core.session.Answer.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import org.junit.jupiter.api.Test;

class LinkClosingTest {
    private final NotingSession session = new NotingSession();
    private final DrivenLink driven = DrivenLink.lines(session);

    @Test
    void finish_waitsUntilEverythingHasLeft() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\n");
        assertThat(driven.wire.done).isEmpty();
        driven.take(1000, 100);
        assertThat(driven.wire.written()).isEqualTo("reply");
        assertThat(driven.wire.done).containsExactly("finish");
        assertThat(session.count("closed")).isZero();
    }

    @Test
    void finish_discardsInputWhileBytesAreUnsent() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\nnot heard\n");
        driven.arrive(1, "nor this\n");
        driven.take(1000, 100);
        driven.end(1001);
        assertThat(session.told).containsExactly("opened", "received bye", "closed");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void finish_ofAPeerThatTakesNothingIsAResetInTheEnd() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\n");
        // What it sends meanwhile does not make it any better.
        driven.arrive(5000, "more\n");
        assertThat(driven.next()).isEqualTo(DrivenLink.STALL);
        driven.loop.runAt(DrivenLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void finish_ofAPeerThatSendsForEverIsReadNoMore() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\n");
        driven.arrive(1, "x".repeat((int) DrivenLink.DRAIN_BYTES));
        assertThat(driven.wire.readable).isTrue();
        driven.arrive(2, "x");
        assertThat(driven.wire.readable).isFalse();
        driven.take(3, 100);
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void requestInTheSameSegmentAfterTheLastReply_isTold() {
        finishAfterReply();
        driven.arrive(0, "bye\nagain\n");
        driven.arrive(1, "and again\n");
        assertThat(driven.listener.told).containsExactly("served 1", "ignored again\n after a reply");
    }

    @Test
    void requestAfterTheLastReply_isToldOnce() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.arrive(1, "again\n");
        driven.arrive(2, "and again\n");
        assertThat(driven.listener.told).containsExactly("served 1", "ignored again\n after a reply");
    }

    @Test
    void requestAfterAnEndWithoutReply_isTold() {
        session.on("received bye", Outbox::finish);
        driven.arrive(0, "bye\nagain\n");
        assertThat(driven.listener.told).containsExactly("served 1", "ignored again\n");
    }

    @Test
    void whiteSpaceAfterTheLastReply_isNotTold() {
        finishAfterReply();
        driven.arrive(0, "bye\n\r\n");
        driven.arrive(1, " \t\n");
        assertThat(driven.listener.told).containsExactly("served 1");
    }

    @Test
    void lingering_isBoundedByTime() {
        finishAfterReply();
        driven.arrive(100, "bye\n");
        driven.arrive(1000, "more\n");
        assertThat(driven.next()).isEqualTo(100 + DrivenLink.DRAIN);
        driven.loop.runAt(100 + DrivenLink.DRAIN - 1);
        assertThat(driven.wire.done).containsExactly("finish");
        driven.loop.runAt(100 + DrivenLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.listener.told).containsExactly("served 1", "ignored more\n after a reply", "closed");
    }

    /** The time begins with the end of the output, however long the session took for its last words. */
    @Test
    void lingering_ofASlowSessionHasAllItsTime() {
        session.on("received bye", out -> {
            driven.loop.setMillis(1500);
            out.send("reply");
            out.finish();
        });
        driven.arrive(100, "bye\n");
        assertThat(driven.next()).isEqualTo(1500 + DrivenLink.DRAIN);
    }

    @Test
    void lingering_isBoundedByAmount() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.arrive(1, "x".repeat((int) DrivenLink.DRAIN_BYTES));
        assertThat(driven.wire.done).containsExactly("finish");
        driven.arrive(2, "x");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void lingering_endsAtOnceWithThePeersEnd() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.end(1);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void lingering_endsAtOnceWithAReset() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(session.count("closed")).isOne();
    }

    @Test
    void inputEnded_closesWithoutLingering() {
        driven.end(0);
        assertThat(session.told).containsExactly("opened", "inputEnded", "closed");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void inputEnded_thenResetWhileWorkIsUnderWay() {
        session.on("received work", work("x"));
        session.on("inputEnded", out -> {});
        driven.arrive(0, "work\n");
        driven.end(1);
        driven.wire.broken = true;
        assertThat(driven.wire.readable).isFalse();
        driven.work(2);
        assertThat(session.told).containsExactly("opened", "received work", "inputEnded", "closed");
        assertThat(driven.wire.done).containsExactly("close");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void halfClosedPeer_thatTheSessionKeepsIsHungUpOnWhenIdle() {
        session.on("inputEnded", out -> {});
        driven.end(0);
        driven.loop.runAt(DrivenLink.IDLE);
        assertThat(session.told).containsExactly("opened", "inputEnded", "timedOut", "closed");
    }

    @Test
    void abort_resets() {
        session.on("received bye", send("never sent"), Outbox::abort);
        driven.arrive(0, "bye\n");
        assertThat(driven.wire.writes).isEmpty();
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(driven.listener.told).containsExactly("served 1", "closed");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void closedLink_ignoresWhatComesLate() {
        session.on("received bye", Outbox::abort);
        driven.arrive(0, "bye\n");
        driven.link.readable();
        driven.link.writable();
        driven.link.abort();
        driven.stop(1);
        driven.loop.runAt(100_000);
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(session.count("closed")).isOne();
        assertThat(driven.server.left).isOne();
    }

    private void finishAfterReply() {
        session.on("received bye", send("reply"), Outbox::finish);
    }
}
