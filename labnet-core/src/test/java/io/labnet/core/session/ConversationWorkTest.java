// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static io.labnet.core.session.Action.workThen;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Slow work: all later calls, including the end, take effect after its callback. */
class ConversationWorkTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);
    private final List<Exception> failures = new ArrayList<>();

    @Test
    void work_resultIsSentBeforeLaterMessages() {
        session.onMessage(send("before,"), work("result,"), send("after"));
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("before,");
        driven.work();
        assertThat(driven.write()).isEqualTo("result,after");
    }

    @Test
    void takeWork_returnsTaskOnce() {
        session.onReceived = (line, out) -> work(line).run(out);
        assertThat(driven.conversation.takeWork()).isNull();
        driven.receive("1\n");
        Runnable work = driven.conversation.takeWork();
        assertThat(work).isNotNull();
        assertThat(driven.conversation.takeWork()).isNull();
        work.run();
        assertThat(driven.unsent()).as("sent before workDone").isEmpty();
        driven.conversation.workDone();
        assertThat(driven.unsent()).isEqualTo("1");
        assertThat(driven.conversation.takeWork()).isNull();
    }

    @Test
    void work_startedByCallback_runsBeforeQueuedCalls() {
        session.onMessage(
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
    void work_nullResult_isPassedToCallback() {
        session.onReceived = (line, out) -> out.work(
                () -> null, (result, after) -> after.send("done " + result), (failure, after) -> after.send("failed"));
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("done null");
    }

    @Test
    void work_exception_isPassedToFailedCallback() {
        Exception thrown = new Exception("broken");
        doWork(() -> {
            throw thrown;
        });
        assertThat(failures).containsExactly(thrown);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_error_isPassedToFailedCallback() {
        Error error = new Error("of a kind of its own");
        doWork(() -> {
            throw error;
        });
        assertThat(failures).singleElement().isInstanceOf(CompletionException.class);
        assertThat(failures.get(0)).hasCause(error);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void workRefused_callsFailedCallback() {
        session.onMessage(work("never"), send("after"));
        driven.receive("1\n");
        driven.refuseWork();
        assertThat(failures).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_usesOutbox_throws() {
        session.onReceived = (line, out) -> work(() -> {
                    out.send("from another thread");
                    return "never";
                })
                .run(out);
        driven.receive("1\n");
        driven.work();
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(driven.write()).isEqualTo("failed,");
    }

    @Test
    void work_running_messagesAndBoundaryWait() {
        session.onReceived = (line, out) -> work(line).run(out);
        driven.receive("1\n2\n", Boundary.END);
        assertThat(session.events).containsExactly("received 1");
        assertThat(driven.conversation.wantsInput())
                .as("wants input after the end")
                .isFalse();
        driven.work();
        assertThat(session.events).containsExactly("received 1", "received 2");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(session.events).containsExactly("received 1", "received 2", "inputEnded");
        assertThat(driven.write()).isEqualTo("12");
    }

    @Test
    void work_running_pauseWaits() {
        session.onReceived = (piece, out) -> work(piece).run(out);
        ManualConversation driven = ManualConversation.opened(new ToyProtocols.Pieces(), 10, session);
        driven.receive("ab", Boundary.PAUSE);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        driven.work();
        assertThat(session.events).containsExactly("received +ab", "received .");
        assertThat(driven.conversation.wantsInput()).isTrue();
        assertThat(driven.write()).isEqualTo("+ab.");
    }

    @Test
    void work_running_readsAheadOneMessage() {
        session.onReceived = (line, out) -> work(line).run(out);
        ManualConversation driven = ManualConversation.opened(ToyProtocols::line, 6, session);
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
        assertThat(session.events).containsExactly("received 1", "received 2", "received 3", "received 4");
    }

    @Test
    void work_running_drainedIsNotCalled() {

        session.onMessage(out -> session.readPolicy = ReadPolicy.NOT_NOW, send("piece,"), workThen());
        session.on("drained", out -> session.readPolicy = ReadPolicy.UNLESS_BEHIND, send("next"));
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("piece,");
        assertThat(session.events).as("no event during work").containsExactly("received 1");
        driven.work();
        assertThat(session.events).containsExactly("received 1", "drained");
        assertThat(driven.write()).isEqualTo("next");
    }

    @Test
    void drained_afterWork_isCalledOnceAfterItsOutputIsWritten() {
        session.onMessage(send("piece,"), work("result"));
        driven.receive("1\n");
        driven.write();
        driven.work();
        assertThat(session.events).containsExactly("received 1");
        driven.write();
        assertThat(session.events).containsExactly("received 1", "drained");
    }

    @Test
    void work_afterLargeReply_nextMessageWaitsForPeer() {
        session.onMessage(send("x".repeat(ManualConversation.HIGH_WATER_MARK + 1)), work("w"));
        driven.receive("1\n2\n");
        driven.work();
        assertThat(session.events)
                .as("much output is unsent, so no further message is received")
                .containsExactly("received 1");
        driven.write();
        assertThat(session.events).containsExactly("received 1", "drained", "received 2");
    }

    @Test
    void finish_waitsForWork() {
        session.onMessage(work("result,"), send("last"), Outbox::finish, send("never"));
        driven.receive("1\n2\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("result,last");
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void abort_doesNotWaitForWork() {
        session.onMessage(send("lost"), work("never"), Outbox::abort);
        driven.receive("1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void abort_byCallback_dropsQueuedCalls() {
        session.onMessage(workThen(Outbox::abort), send("never"), Outbox::flush, work("never"), Outbox::finish);
        driven.receive("1\n2\n");
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.unsent()).isEmpty();
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void disconnected_duringWork_callsNeitherCallback() {

        AtomicBoolean called = new AtomicBoolean();
        session.onMessage(workThen(out -> called.set(true)), send("after"));
        driven.receive("1\n2\n");
        Runnable work = driven.conversation.takeWork();
        driven.conversation.disconnected(null);
        work.run();
        driven.conversation.workDone();
        assertThat(called).isFalse();
        assertThat(session.events).containsExactly("received 1", "closed");
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void work_startedByLastMessages_completesBeforeTheEnd() {
        session.on("rejected", work("sorry"));
        driven.receive("!\n1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("sorry");
        assertThat(session.events).containsExactly("rejected MALFORMED at 0");
    }

    private void doWork(Callable<String> slow) {
        session.onMessage(work(slow), send("after"));
        driven.receive("1\n");
        driven.work();
    }

    private Action work(String result) {
        return work(() -> result);
    }

    /** Runs slow work, then sends its result or {@code failed,}. */
    private Action work(Callable<String> slow) {
        return out -> out.work(slow, (result, after) -> after.send(result), (failure, after) -> {
            failures.add(failure);
            after.send("failed,");
        });
    }
}
