// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Answer.send;
import static io.labnet.core.session.Answer.workThen;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Slow work: whatever is asked for after it, the end too, happens after what it leads to. */
class ConversationWorkTest {
    private final NotingSession session = new NotingSession();
    private final HandDriven driven = HandDriven.lines(session);
    private final List<Exception> failures = new ArrayList<>();

    @Test
    void work_leadsToItsResultBeforeWhatWasSentAfterIt() {
        session.answers(send("before,"), work("result,"), send("after"));
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("before,");
        driven.work();
        assertThat(driven.write()).isEqualTo("result,after");
    }

    @Test
    void takeWork_handsWorkOutOnce() {
        session.onReceived = (line, out) -> work(line).give(out);
        assertThat(driven.conversation.takeWork()).isNull();
        driven.receive("1\n");
        Runnable work = driven.conversation.takeWork();
        assertThat(work).isNotNull();
        assertThat(driven.conversation.takeWork()).isNull();
        work.run();
        assertThat(driven.unsent()).as("told before workDone").isEmpty();
        driven.conversation.workDone();
        assertThat(driven.unsent()).isEqualTo("1");
        assertThat(driven.conversation.takeWork()).isNull();
    }

    @Test
    void work_givenByWork_comesBeforeWhatWaits() {
        session.answers(
                workThen(send("outer,"), work("inner,"), send("after inner,")), send("after outer,"), work("last"));
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("outer,");
        driven.work();
        assertThat(driven.write()).isEqualTo("inner,after inner,after outer,");
        driven.work();
        assertThat(driven.write()).isEqualTo("last");
    }

    @Test
    void work_tellsNullResult() {
        session.onReceived = (line, out) -> out.work(
                () -> null, (result, after) -> after.send("done " + result), (failure, after) -> after.send("failed"));
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("done null");
    }

    @Test
    void work_tellsItsException() {
        Exception thrown = new Exception("broken");
        doWork(() -> {
            throw thrown;
        });
        assertThat(failures).containsExactly(thrown);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_tellsErrorOfAnyKind() {
        Error error = new Error("of a kind of its own");
        doWork(() -> {
            throw error;
        });
        assertThat(failures).singleElement().isInstanceOf(CompletionException.class);
        assertThat(failures.get(0)).hasCause(error);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void workRefused_tellsFailure() {
        session.answers(work("never"), send("after"));
        driven.receive("1\n");
        driven.refuseWork();
        assertThat(failures).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_mayNotUseTheOutbox() {
        session.onReceived = (line, out) -> work(() -> {
                    out.send("from another thread");
                    return "never";
                })
                .give(out);
        driven.receive("1\n");
        driven.work();
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(driven.write()).isEqualTo("failed,");
    }

    @Test
    void work_holdsBackMessagesAndBoundary() {
        session.onReceived = (line, out) -> work(line).give(out);
        driven.receive("1\n2\n", Boundary.END);
        assertThat(session.told).containsExactly("received 1");
        assertThat(driven.conversation.wantsInput())
                .as("wants input behind the end")
                .isFalse();
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2", "inputEnded");
        assertThat(driven.write()).isEqualTo("12");
    }

    @Test
    void work_holdsBackPauseThatEndsBody() {
        session.onReceived = (piece, out) -> work(piece).give(out);
        HandDriven driven = HandDriven.opened(new ToyProtocols.Pieces(), 10, session);
        driven.receive("ab", Boundary.PAUSE);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        driven.work();
        assertThat(session.told).containsExactly("received +ab", "received .");
        assertThat(driven.conversation.wantsInput()).isTrue();
        assertThat(driven.write()).isEqualTo("+ab.");
    }

    @Test
    void work_readsAheadNoMoreThanOneMessage() {
        session.onReceived = (line, out) -> work(line).give(out);
        HandDriven driven = HandDriven.opened(ToyProtocols::line, 6, session);
        driven.receive("1\n");
        assertThat(driven.conversation.wantsInput()).isTrue();
        driven.receive("2\n3\n4");
        assertThat(driven.conversation.wantsInput()).isTrue();
        assertThat(driven.conversation.midMessage())
                .as("deadline runs during work")
                .isFalse();
        driven.receive("\n");
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        driven.work();
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2", "received 3", "received 4");
    }

    @Test
    void work_putsOffBeingToldThatAllHasLeft() {

        session.answers(out -> session.listening = ReadPolicy.NOT_NOW, send("piece,"), workThen());
        session.on("drained", out -> session.listening = ReadPolicy.UNLESS_BEHIND, send("next"));
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("piece,");
        assertThat(session.told).as("told nothing during work").containsExactly("received 1");
        driven.work();
        assertThat(session.told).containsExactly("received 1", "drained");
        assertThat(driven.write()).isEqualTo("next");
    }

    @Test
    void drained_afterWork_isToldOnceAndOnlyWhenItsWordsHaveLeftToo() {
        session.answers(send("piece,"), work("result"));
        driven.receive("1\n");
        driven.write();
        driven.work();
        assertThat(session.told).containsExactly("received 1");
        driven.write();
        assertThat(session.told).containsExactly("received 1", "drained");
    }

    @Test
    void work_waitsForThePeerOnlyInItsTurn() {
        session.answers(send("x".repeat(HandDriven.HIGH_WATER_MARK + 1)), work("w"));
        driven.receive("1\n2\n");
        driven.work();
        assertThat(session.told).as("behind, so nothing more is heard").containsExactly("received 1");
        driven.write();
        assertThat(session.told).containsExactly("received 1", "drained", "received 2");
    }

    @Test
    void finish_waitsForWork() {
        session.answers(work("result,"), send("last"), Outbox::finish, send("never"));
        driven.receive("1\n2\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("result,last");
        assertThat(session.told).containsExactly("received 1");
    }

    @Test
    void abort_doesNotWaitForWork() {
        session.answers(send("lost"), work("never"), Outbox::abort);
        driven.receive("1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void abort_byWork_endsWhatWaits() {
        session.answers(workThen(Outbox::abort), send("never"), Outbox::flush, work("never"), Outbox::finish);
        driven.receive("1\n2\n");
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
        assertThat(session.told).containsExactly("received 1");
    }

    @Test
    void disconnected_duringWork_callsNeitherCallback() {

        AtomicBoolean called = new AtomicBoolean();
        session.answers(workThen(out -> called.set(true)), send("after"));
        driven.receive("1\n2\n");
        Runnable work = driven.conversation.takeWork();
        driven.conversation.disconnected(null);
        work.run();
        driven.conversation.workDone();
        assertThat(called).isFalse();
        assertThat(session.told).containsExactly("received 1", "closed");
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void work_duringLastWords_comesBeforeTheEnd() {
        session.on("rejected", work("sorry"));
        driven.receive("!\n1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("sorry");
        assertThat(session.told).containsExactly("rejected MALFORMED at 0");
    }

    private void doWork(Callable<String> slow) {
        session.answers(work(slow), send("after"));
        driven.receive("1\n");
        driven.work();
    }

    private Answer work(String result) {
        return work(() -> result);
    }

    /** Work that leads to saying its result, or {@code failed,}. */
    private Answer work(Callable<String> slow) {
        return out -> out.work(slow, (result, after) -> after.send(result), (failure, after) -> {
            failures.add(failure);
            after.send("failed,");
        });
    }
}
