// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations in groups, without a thread. */
class GroupTest {
    private final List<String> encoded = new ArrayList<>();
    private final Encoder<String> encoder = (String text, ByteSink out) -> {
        encoded.add(text);
        out.putText(text);
    };
    private final Protocol<String, String> protocol = new Protocol<>("toy", () -> ToyProtocols::line, encoder, 100);
    private final Group<String> group = new Group<>(100);

    /** A conversation with its own engine, which the test may stop. */
    private final class Member implements Session<String, String> {
        final ManualEngine engine = new ManualEngine();
        final Conversation<String, String> conversation = new Conversation<>(protocol, this);
        Remote<String> remote;

        Member() {
            conversation.attach(engine);
            conversation.open(1000);
        }

        @Override
        public void opened(Outbox<String> out) {
            remote = out.remote();
            group.join(remote);
        }

        @Override
        public void received(String line, Outbox<String> out) {
            group.send(line, remote);
        }

        String take() {
            engine.run();
            String text = StandardCharsets.UTF_8.decode(conversation.unsent()).toString();
            conversation.sent(text.length());
            return text;
        }
    }

    private final Member first = new Member();
    private final Member second = new Member();
    private final Member third = new Member();

    @Test
    void send_reachesEachMemberOnceAndEncodesOnce() {
        group.send("hello");
        assertThat(List.of(first.take(), second.take(), third.take())).containsOnly("hello");
        assertThat(encoded).containsExactly("hello");
    }

    @Test
    void send_byMembers_hasSameOrderForAll() {
        first.conversation.receive(StandardCharsets.UTF_8.encode("a\n"), Boundary.MORE);
        second.conversation.receive(StandardCharsets.UTF_8.encode("b\n"), Boundary.MORE);
        group.send("c");
        assertThat(first.take()).isEqualTo("bc");
        assertThat(second.take()).isEqualTo("ac");
        assertThat(third.take()).isEqualTo("abc");
    }

    @Test
    void send_afterLeave_doesNotReachMember() {
        group.send("1");
        assertThat(group.leave(second.remote)).isTrue();
        assertThat(group.leave(second.remote)).isFalse();
        group.send("2");
        assertThat(second.take()).as("messages before it left").isEqualTo("1");
        assertThat(third.take()).isEqualTo("12");
    }

    @Test
    void conversationEnds_memberLeaves() {
        second.conversation.disconnected(null);
        assertThat(group.size()).isEqualTo(2);
        assertThat(group.join(second.remote)).isFalse();
        assertThat(group.join(first.remote)).as("joined before").isFalse();
    }

    @Test
    void slowMember_isAbortedAndOthersReceive() {
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            group.send("message " + i + ";");
            received.add(first.take() + second.take());
        }
        assertThat(received).hasSize(50).allMatch(text -> text.matches("(message \\d+;)\\1"));
        third.engine.run();
        assertThat(third.conversation.closing()).isEqualTo(Closing.ABORT);
        assertThat(third.conversation.overrun()).contains("100 bytes");
        assertThat(group.size()).isEqualTo(2);
    }

    @Test
    void slowPeer_memberIsAbortedOnlyBeyondLimit() {
        group.send("x".repeat(60));
        third.engine.run();
        group.send("y".repeat(40));
        third.engine.run();
        assertThat(third.conversation.closing()).isEqualTo(Closing.NO);
        group.send("z");
        third.engine.run();
        assertThat(third.conversation.closing()).isEqualTo(Closing.ABORT);
    }

    @Test
    void memberOfTwoGroups_receivesFromBothAndLeavesBoth() {
        Group<String> other = new Group<>();
        other.join(first.remote);
        group.send("1");
        other.send("2");
        assertThat(first.take()).isEqualTo("12");
        first.conversation.disconnected(null);
        assertThat(List.of(group.size(), other.size())).containsExactly(2, 0);
    }

    @Test
    void new_limitBelowOne_throws() {
        assertThatThrownBy(() -> new Group<>(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxUnsentBytes 0 is less than 1");
    }

    @Test
    void endedMember_isNotAborted() {
        third.conversation.receive(StandardCharsets.UTF_8.encode("x\n"), Boundary.MORE);
        third.remote.run(Outbox::abort);
        third.engine.run();
        group.send("y".repeat(1000));
        assertThat(third.conversation.overrun()).isNull();
    }

    @Test
    void abortDuringSlowWork_doesNotWaitForWork() {
        third.remote.run(out -> out.work(() -> "", (result, then) -> {}, (failure, then) -> {}));
        third.engine.run();
        group.send("x".repeat(60));
        group.send("y".repeat(60));
        third.engine.run();
        assertThat(third.conversation.closing()).isEqualTo(Closing.ABORT);
    }
}
