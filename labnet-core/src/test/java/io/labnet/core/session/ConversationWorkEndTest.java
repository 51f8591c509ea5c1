// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a conversation ends while slow work is under way. */
class ConversationWorkEndTest {
    private final NotingSession session = new NotingSession();

    @Test
    void finish_waitsForWork() {
        session.onReceived = (line, out) -> {
            work(out, () -> "result,");
            out.send("last");
            out.finish();
            out.send("never");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("result,last");
        assertThat(session.told).containsExactly("received 1");
    }

    @Test
    void finish_byWork_endsWhatWaits() {
        session.onReceived = (line, out) -> {
            out.work(() -> "", (result, after) -> after.finish(), (failure, after) -> {});
            out.send("never");
            work(out, () -> "never");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n");
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
        assertThat(session.told).containsExactly("received 1");
    }

    @Test
    void abort_doesNotWaitForWork() {
        session.onReceived = (line, out) -> {
            out.send("lost");
            work(out, () -> "never");
            out.abort();
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void abort_byWork_endsWhatWaits() {
        session.onReceived = (line, out) -> {
            out.work(() -> "", (result, after) -> after.abort(), (failure, after) -> {});
            out.send("never");
            out.separate();
            work(out, () -> "never");
            out.finish();
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n");
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
        assertThat(session.told).containsExactly("received 1");
    }

    @Test
    void disconnected_duringWork_callsNeitherCallback() {
        AtomicReference<String> called = new AtomicReference<>("neither");
        session.onReceived = (line, out) -> {
            out.work(() -> "", (result, after) -> called.set("then"), (failure, after) -> called.set("failed"));
            out.send("after");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n");
        Runnable work = driven.conversation.takeWork();
        driven.conversation.disconnected(null);
        work.run();
        driven.conversation.workDone();
        assertThat(called).hasValue("neither");
        assertThat(session.told).containsExactly("received 1", "closed");
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void work_duringLastWords_comesBeforeTheEnd() {
        session.on("rejected", out -> work(out, () -> "sorry"));
        HandDriven driven = HandDriven.lines(session);
        driven.receive("!\n1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("sorry");
        assertThat(session.told).containsExactly("rejected MALFORMED at 0");
    }

    /** Has work done that leads to saying its result. */
    private static void work(Outbox<String> out, Callable<String> slow) {
        out.work(slow, (result, after) -> after.send(result), (failure, after) -> after.send("failed"));
    }
}
