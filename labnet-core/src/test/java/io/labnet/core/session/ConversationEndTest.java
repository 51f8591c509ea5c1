// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ways in which a conversation ends, its last messages, and when an outbox is valid. */
class ConversationEndTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void open_twice_throws() {
        Conversation<String, String> conversation = ManualConversation.lines(session).conversation;
        conversation.disconnected(null);

        assertThatThrownBy(() -> conversation.open(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the conversation is already open");
    }

    @Test
    void new_protocolWithoutDecoder_throws() {
        Protocol<String, String> protocol = ManualConversation.protocol(null, 1);

        assertThatThrownBy(() -> new Conversation<>(protocol, session))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the protocol made no decoder");
    }

    @Test
    void finish_sentMessages_areStillWritten() {
        session.onMessage(send("last"), Outbox::finish);
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.receive("1\n2\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.write()).isEqualTo("last");
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void unreadInput_afterFinish_skipsLeadingWhiteSpace() {
        session.onMessage(Outbox::finish);
        driven.receive("1\n");
        driven.receive(" \r\n");
        assertThat(driven.conversation.unreadInput()).isEmpty();
        driven.receive("\n 2\n");
        driven.receive("3\n");

        assertThat(driven.conversation.unreadInput()).asString(US_ASCII).isEqualTo("2\n");
    }

    @Test
    void finish_laterCalls_haveNoEffect() {
        session.onReceived = (line, out) -> {
            out.finish();
            out.send("never");
            out.flush();
            out.work(() -> "", (result, after) -> after.send("never"), (failure, after) -> {});
            out.finish();
        };
        driven.receive("1\n");
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.conversation.flushPending()).isFalse();
        assertThat(driven.conversation.takeWork()).isNull();
    }

    @Test
    void finish_thenAbort_staysFinished() {
        session.onMessage(send("last"), Outbox::finish, Outbox::abort);
        driven.receive("1\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("last");
    }

    @Test
    void finish_discardsInput() {
        session.onMessage(Outbox::finish);
        driven.receive("1\n2");
        driven.receive("3\n", Boundary.END);
        assertThat(session.events).containsExactly("received 1");
        assertThat(driven.conversation.midMessage()).isFalse();
    }

    @Test
    void abort_discardsUnsentOutput() {
        session.onMessage(send("lost"), Outbox::flush, send("lost"), Outbox::abort, send("never"), Outbox::finish);
        driven.receive("1\n2\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.conversation.flushPending()).isFalse();
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void timedOut_sendsLastMessagesThenFinishes() {
        session.on("timedOut", send("too slow"));
        driven.receive("half a li");
        driven.conversation.timedOut();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.midMessage()).isFalse();
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.write()).isEqualTo("too slow");
        driven.receive("ne\n");
        assertThat(session.events).containsExactly("timedOut");
    }

    @Test
    void timedOut_afterFinish_isNotCalled() {
        session.onMessage(Outbox::finish);
        driven.receive("1\n");
        driven.conversation.timedOut();
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void stopped_sendsLastMessagesThenFinishes() {
        session.on("stopped", send("the server ends"));
        driven.receive("half a li");
        driven.conversation.stopped();
        driven.conversation.stopped();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.midMessage()).isFalse();
        assertThat(driven.write()).isEqualTo("the server ends");
        driven.receive("ne\n");
        assertThat(session.events).containsExactly("stopped");
    }

    @Test
    void stopped_duringWork_isNotCalled() {
        session.onReceived = (line, out) -> {
            out.work(() -> line, (result, then) -> then.send(result), (failure, then) -> then.abort());
            out.finish();
        };
        driven.receive("1\n");
        driven.conversation.stopped();
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void disconnected_callsClosedOnceAndLast() {
        driven.receive("1\n2");
        driven.conversation.disconnected(new IOException("reset"));
        driven.conversation.disconnected(null);
        driven.receive("\n", Boundary.END);
        driven.conversation.timedOut();
        driven.conversation.workDone();
        assertThat(session.events).containsExactly("received 1", "closed");
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.conversation.midMessage()).isFalse();
        assertThat(driven.conversation.closing()).isNotEqualTo(Closing.NO);
    }

    @Test
    void disconnected_discardsUnsentOutput() {
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("1\n");
        driven.conversation.disconnected(null);
        assertThat(driven.conversation.unsent().capacity()).isZero();
    }

    @Test
    void outbox_outsideTheCall_isInvalid() {
        AtomicReference<Outbox<String>> kept = new AtomicReference<>();
        session.onReceived = (line, out) -> kept.set(out);
        driven.receive("1\n");
        List<Consumer<Outbox<String>>> uses = List.of(
                out -> out.send("x"),
                Outbox::flush,
                out -> out.work(() -> "", (result, after) -> {}, (failure, after) -> {}),
                Outbox::finish,
                Outbox::abort);
        for (Consumer<Outbox<String>> use : uses) {
            assertThatThrownBy(() -> use.accept(kept.get())).isInstanceOf(IllegalStateException.class);
        }
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.conversation.takeWork()).isNull();
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
    }

    @Test
    void outbox_afterCallThatThrew_isInvalid() {
        AtomicReference<Outbox<String>> kept = new AtomicReference<>();
        session.onReceived = (line, out) -> {
            kept.set(out);
            throw new UnsupportedOperationException(line);
        };
        assertThatThrownBy(() -> driven.receive("1\n")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kept.get().send("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void outbox_nullArguments_throw() {
        List<Throwable> thrown = new ArrayList<>();
        session.onReceived = (line, out) -> {
            thrown.add(catchThrowable(() -> out.send(null)));
            thrown.add(catchThrowable(() -> out.work(null, (result, after) -> {}, (failure, after) -> {})));
            thrown.add(catchThrowable(() -> out.work(() -> "", null, (failure, after) -> {})));
            thrown.add(catchThrowable(() -> out.work(() -> "", (result, after) -> {}, null)));
        };
        driven.receive("1\n");
        assertThat(thrown).hasSize(4).allSatisfy(t -> assertThat(t).isInstanceOf(NullPointerException.class));
        assertThat(driven.conversation.takeWork()).isNull();
    }

    @Test
    void defaultSession_finishesAfterEveryEvent() {
        for (Consumer<Conversation<String, String>> end : List.<Consumer<Conversation<String, String>>>of(
                c -> c.receive(ByteBuffer.allocate(0), Boundary.END),
                c -> c.receive(ByteBuffer.wrap(new byte[] {'!'}), Boundary.MORE),
                Conversation::timedOut,
                Conversation::stopped)) {
            Protocol<String, String> protocol = ManualConversation.protocol(ToyProtocols::line, 10);
            Conversation<String, String> conversation = new Conversation<>(protocol, (message, out) -> {});
            conversation.open(1);
            end.accept(conversation);
            assertThat(conversation.closing()).isEqualTo(Closing.FINISH);
            conversation.disconnected(null);
        }
    }
}
