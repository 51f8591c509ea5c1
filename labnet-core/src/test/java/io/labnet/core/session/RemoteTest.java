// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The handle through which other threads and later calls reach a conversation. */
class RemoteTest {
    private static final int HALF = Remote.MAX_UNSENT_BYTES / 2;

    private final List<Remote<String>> remotes = new ArrayList<>();
    private final RecordingSession session = new RecordingSession().on("opened", out -> remotes.add(out.remote()));
    private final ManualConversation driven = ManualConversation.lines(session);
    private final Remote<String> remote = remotes.get(0);

    @Test
    void send_isDeliveredWhenEngineRuns() {
        assertThat(remote.send("one,")).isTrue();
        assertThat(remote.send("two")).isTrue();
        assertThat(driven.unsent()).as("sent by the calling thread").isEmpty();
        assertThat(driven.engine.run()).as("wakes for two messages").isEqualTo(1);
        assertThat(driven.write()).isEqualTo("one,two");
    }

    @Test
    void send_byOtherThread_isDeliveredOnConversationThread() {
        assertThat(CompletableFuture.supplyAsync(() -> remote.send("news")).join())
                .isTrue();
        driven.engine.run();
        assertThat(driven.write()).isEqualTo("news");
    }

    @Test
    void send_duringSlowWork_isDeliveredAfterIt() {
        session.onReceived = (line, out) -> {
            out.work(() -> "result,", (result, then) -> then.send(result), (failure, then) -> then.abort());
            out.send("answer,");
        };
        driven.receive("1\n");
        remote.send("news");
        driven.engine.run();
        assertThat(driven.unsent()).isEmpty();
        driven.work();
        assertThat(driven.write()).isEqualTo("result,answer,news");
    }

    @Test
    void run_keepsOrderWithMessages() {
        remote.send("a");
        assertThat(remote.run(out -> out.send("b"))).isTrue();
        remote.send("c");
        driven.engine.run();
        assertThat(driven.write()).isEqualTo("abc");
    }

    @Test
    void run_startsWork_laterEntriesWait() {
        remote.run(out -> out.work(() -> "w", (result, then) -> then.send(result), (failure, then) -> {}));
        remote.send("after");
        driven.engine.run();
        assertThat(driven.unsent()).isEmpty();
        driven.work();
        assertThat(driven.write()).isEqualTo("wafter");
    }

    @Test
    void send_beyondLimit_isRefusedUntilPeerReads() {
        String half = "x".repeat(HALF);
        assertThat(remote.send(half)).isTrue();
        assertThat(remote.send(half)).isTrue();
        assertThat(remote.send("y"))
                .as("while the bytes wait for the conversation")
                .isFalse();
        driven.engine.run();
        assertThat(remote.send("y")).as("while they wait for the peer").isFalse();
        driven.conversation.sent(HALF);
        assertThat(remote.send("y")).as("when the peer has read half").isTrue();
        assertThat(remote.isOver()).isFalse();
    }

    @Test
    void send_singleMessageBeyondLimit_isAcceptedIfNothingUnsent() {
        assertThat(remote.send("x".repeat(2 * Remote.MAX_UNSENT_BYTES))).isTrue();
        assertThat(remote.send("y")).isFalse();
    }

    @Test
    void send_limitIncludesMessagesOfSession() {
        session.onReceived = (line, out) -> out.send("x".repeat(Remote.MAX_UNSENT_BYTES));
        driven.receive("1\n");
        assertThat(remote.send("y")).isFalse();
        assertThat(remote.run(out -> {})).as("a task has no bytes").isTrue();
    }

    @Test
    void run_tooManyTasks_isRefused() {
        int accepted = 0;
        while (remote.run(out -> {}) && accepted < Remote.MAX_UNSENT_BYTES) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(1024);
    }

    @Test
    void send_afterFinish_isRefused() {
        session.onReceived = (line, out) -> out.finish();
        remote.send("lost");
        driven.receive("1\n");
        assertThat(remote.isOver()).isTrue();
        assertThat(remote.send("more")).isFalse();
        driven.engine.run();
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void send_afterDisconnect_isRefused() {
        driven.conversation.disconnected(null);
        assertThat(remote.send("more")).isFalse();
        assertThat(remote.run(out -> {})).isFalse();
        assertThat(remote.isOver()).isTrue();
    }

    @Test
    void send_encoderThrows_throwsInCaller() {
        assertThatThrownBy(() -> remote.send(null)).isInstanceOf(NullPointerException.class);
        assertThat(driven.engine.run()).isZero();
    }

    @Test
    void remote_isSameAtEachCall() {
        session.onReceived = (line, out) -> remotes.add(out.remote());
        driven.receive("1\n");
        assertThat(remotes).containsExactly(remote, remote);
    }

    @Test
    void remote_afterFinish_isOver() {
        session.onReceived = (line, out) -> {
            out.finish();
            remotes.add(out.remote());
        };
        ManualConversation other = ManualConversation.lines(session);
        other.receive("1\n");
        assertThat(remotes.get(remotes.size() - 1).isOver()).isTrue();
    }

    @Test
    void remote_withoutEngine_throws() {
        Conversation<String, String> unattached =
                new Conversation<>(ManualConversation.protocol(ToyProtocols::line, 100), session);
        assertThatThrownBy(() -> unattached.open(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ByteSession.attach");
    }

    @Test
    void outbox_onOtherThreadDuringCall_throws() {
        session.onReceived = (line, out) -> assertThatThrownBy(
                        () -> CompletableFuture.runAsync(() -> out.send("race")).join())
                .hasCauseInstanceOf(IllegalStateException.class);
        driven.receive("1\n");
        assertThat(session.events).contains("received 1");
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void run_taskQueuesItself_runsOncePerRound() {
        runAgain(10);
        assertThat(driven.engine.run()).isEqualTo(11);
    }

    private void runAgain(int times) {
        remote.run(out -> {
            if (times > 0) {
                runAgain(times - 1);
            }
        });
    }

    @Test
    void send_beforeStop_isDelivered() {
        session.on("stopped", out -> out.send("bye"));
        remote.send("last news,");
        driven.conversation.stopped();
        assertThat(driven.write()).isEqualTo("last news,bye");
    }

    @Test
    void remote_afterEnd_holdsNoReferenceToConversation() {
        List<Remote<String>> held = new ArrayList<>();
        WeakReference<Session<String, String>> session = overSession(held);
        for (int i = 0; i < 100 && session.get() != null; i++) {
            System.gc();
        }
        assertThat(session.get()).isNull();
        assertThat(held.get(0).isOver()).isTrue();
    }

    private static WeakReference<Session<String, String>> overSession(List<Remote<String>> held) {
        RecordingSession session = new RecordingSession().on("opened", out -> held.add(out.remote()));
        ManualConversation.lines(session).conversation.disconnected(null);
        return new WeakReference<>(session);
    }
}
