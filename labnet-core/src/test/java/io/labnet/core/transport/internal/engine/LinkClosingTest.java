// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static io.labnet.core.session.Action.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.RecordingSession;
import org.junit.jupiter.api.Test;

class LinkClosingTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualLink driven = ManualLink.lines(session);

    @Test
    void finish_waitsUntilOutputIsWritten() {
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
        assertThat(session.events).containsExactly("opened", "received bye", "closed");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void finish_peerReadsNothing_isReset() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\n");
        // Its input meanwhile does not extend the timeout.
        driven.arrive(5000, "more\n");
        assertThat(driven.next()).isEqualTo(ManualLink.STALL);
        driven.loop.runAt(ManualLink.STALL);
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void finish_peerSendsForEver_readingStops() {
        finishAfterReply();
        driven.wire.room = 2;
        driven.arrive(0, "bye\n");
        driven.arrive(1, "x".repeat((int) ManualLink.DRAIN_BYTES));
        assertThat(driven.wire.readable).isTrue();
        driven.arrive(2, "x");
        assertThat(driven.wire.readable).isFalse();
        driven.take(3, 100);
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void inputInSameReadAfterFinish_isReportedAsIgnored() {
        finishAfterReply();
        driven.arrive(0, "bye\nagain\n");
        driven.arrive(1, "and again\n");
        assertThat(driven.listener.events).containsExactly("served 1", "ignored again\n after a reply");
    }

    @Test
    void inputAfterFinish_isReportedAsIgnoredOnce() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.arrive(1, "again\n");
        driven.arrive(2, "and again\n");
        assertThat(driven.listener.events).containsExactly("served 1", "ignored again\n after a reply");
    }

    @Test
    void inputAfterFinishWithoutReply_isReportedAsIgnored() {
        session.on("received bye", Outbox::finish);
        driven.arrive(0, "bye\nagain\n");
        assertThat(driven.listener.events).containsExactly("served 1", "ignored again\n");
    }

    @Test
    void whiteSpaceAfterFinish_isNotReported() {
        finishAfterReply();
        driven.arrive(0, "bye\n\r\n");
        driven.arrive(1, " \t\n");
        assertThat(driven.listener.events).containsExactly("served 1");
    }

    @Test
    void lingering_timeLimit_closes() {
        finishAfterReply();
        driven.arrive(100, "bye\n");
        driven.arrive(1000, "more\n");
        assertThat(driven.next()).isEqualTo(100 + ManualLink.DRAIN);
        driven.loop.runAt(100 + ManualLink.DRAIN - 1);
        assertThat(driven.wire.done).containsExactly("finish");
        driven.loop.runAt(100 + ManualLink.DRAIN);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.listener.events).containsExactly("served 1", "ignored more\n after a reply", "closed");
    }

    /** The time starts at the end of the output, even if the session took long for its last messages. */
    @Test
    void lingering_slowSession_hasFullTime() {
        session.on("received bye", out -> {
            driven.loop.setMillis(1500);
            out.send("reply");
            out.finish();
        });
        driven.arrive(100, "bye\n");
        assertThat(driven.next()).isEqualTo(1500 + ManualLink.DRAIN);
    }

    @Test
    void lingering_byteLimit_closes() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.arrive(1, "x".repeat((int) ManualLink.DRAIN_BYTES));
        assertThat(driven.wire.done).containsExactly("finish");
        driven.arrive(2, "x");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void lingering_peerEnds_closesImmediately() {
        finishAfterReply();
        driven.arrive(0, "bye\n");
        driven.end(1);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void lingering_peerResets_closesImmediately() {
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
        assertThat(session.events).containsExactly("opened", "inputEnded", "closed");
        assertThat(driven.wire.done).containsExactly("finish", "close");
    }

    @Test
    void inputEnded_resetDuringWork_closes() {
        session.on("received work", work("x"));
        session.on("inputEnded", out -> {});
        driven.arrive(0, "work\n");
        driven.end(1);
        driven.wire.broken = true;
        assertThat(driven.wire.readable).isFalse();
        driven.work(2);
        assertThat(session.events).containsExactly("opened", "received work", "inputEnded", "closed");
        assertThat(driven.wire.done).containsExactly("close");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void halfClosedPeer_idle_isDisconnected() {
        session.on("inputEnded", out -> {});
        driven.end(0);
        driven.loop.runAt(ManualLink.IDLE);
        assertThat(session.events).containsExactly("opened", "inputEnded", "timedOut", "closed");
    }

    @Test
    void abort_resetsConnection() {
        session.on("received bye", send("never sent"), Outbox::abort);
        driven.arrive(0, "bye\n");
        assertThat(driven.wire.writes).isEmpty();
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(driven.listener.events).containsExactly("served 1", "closed");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void closedLink_lateEvents_areIgnored() {
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
