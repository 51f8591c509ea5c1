// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How messages are written, and how a peer that does not read them is slowed down. */
class ConversationOutputTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void open_sessionMaySendFirst() {
        session.on("opened", send("welcome"));
        ManualConversation driven = new ManualConversation(ToyProtocols::line, 10, session);
        driven.conversation.open(1);
        assertThat(driven.unsent()).isEqualTo("welcome");
    }

    @Test
    void open_highWaterMarkBelowOne_throws() {
        ManualConversation driven = new ManualConversation(ToyProtocols::line, 10, session);
        assertThatThrownBy(() -> driven.conversation.open(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("highWaterMark 0");
        assertThat(session.events).isEmpty();
    }

    @Test
    void unsent_isReadOnlyAndEmptyAtFirst() {
        session.onReceived = (line, out) -> out.send(line);
        assertThat(driven.conversation.unsent().remaining()).isZero();
        driven.receive("abc\n");
        ByteBuffer unsent = driven.conversation.unsent();
        assertThat(unsent.remaining()).isEqualTo(3);
        assertThatThrownBy(() -> unsent.put(unsent.position(), (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void unsent_isSameUntilSent() {
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("abc\n");
        driven.conversation.unsent().get();
        assertThat(driven.unsent()).isEqualTo("abc");
    }

    @Test
    void sent_partialWrites_removeThoseBytes() {
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("abcdef\n");
        driven.conversation.sent(1);
        assertThat(driven.unsent()).isEqualTo("bcdef");
        driven.conversation.sent(0);
        driven.receive("ghi\n");
        driven.conversation.sent(4);
        assertThat(driven.unsent()).isEqualTo("fghi");
        driven.receive("jk\n");
        assertThat(driven.write()).isEqualTo("fghijk");
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void sent_moreThanUnsent_throws() {
        assertThatThrownBy(() -> driven.conversation.sent(1)).isInstanceOf(IllegalArgumentException.class);
        driven.conversation.sent(0);
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("abc\n");
        assertThatThrownBy(() -> driven.conversation.sent(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> driven.conversation.sent(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(driven.unsent()).isEqualTo("abc");
    }

    @Test
    void highWaterMark_exceeded_inputWaitsUntilOutputIsSent() {
        session.onMessage(send("x".repeat(600)));
        driven.receive("1\n2\n3\n4\n");
        assertThat(session.events).containsExactly("received 1", "received 2");
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.conversation.midMessage()).as("deadline runs").isFalse();
        driven.conversation.sent(199);
        assertThat(session.events).hasSize(2);
        driven.conversation.sent(1);
        assertThat(session.events).containsExactly("received 1", "received 2", "received 3");
        driven.conversation.sent(1600);
        assertThat(session.events).containsExactly("received 1", "received 2", "received 3", "drained", "received 4");
        assertThat(driven.conversation.wantsInput()).isTrue();
    }

    @Test
    void highWaterMark_exceeded_endOfInputWaitsToo() {
        session.onMessage(send("x".repeat(1001)));
        driven.receive("1\n", Boundary.END);
        assertThat(session.events).containsExactly("received 1");
        driven.write();
        assertThat(session.events).containsExactly("received 1", "drained", "inputEnded");
    }

    @Test
    void highWaterMark_countsOutputHeldBackByFlush() {
        session.onMessage(send("x".repeat(600)), Outbox::flush, send("y".repeat(600)));
        driven.receive("1\n2\n");
        assertThat(session.events).containsExactly("received 1");
        driven.write();
        assertThat(session.events).containsExactly("received 1", "received 2");
    }

    @Test
    void readPolicyAlways_receivesUpToSixteenTimesTheMark() {
        session.readPolicy = ReadPolicy.ALWAYS;
        session.onMessage(send("x".repeat(600)));
        driven.receive("1\n".repeat(10));
        assertThat(driven.conversation.messages()).isEqualTo(10);
        assertThat(driven.conversation.wantsInput()).isTrue();
        driven.receive("1\n".repeat(90));
        assertThat(driven.conversation.messages()).isLessThan(30);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.write();
        assertThat(driven.conversation.messages()).isGreaterThan(30);
    }

    @Test
    void readPolicyNotNow_inputWaitsUntilPolicyChanges() {
        session.onReceived = (line, out) -> {
            out.send(line);
            session.readPolicy = ReadPolicy.NOT_NOW;
        };
        session.on("drained", out -> session.readPolicy = ReadPolicy.UNLESS_BEHIND);
        driven.receive("1\n2\n", Boundary.END);
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.conversation.midMessage()).isFalse();
        assertThat(driven.write()).isEqualTo("1");
        assertThat(driven.write()).isEqualTo("2");
        assertThat(session.events).containsExactly("received 1", "drained", "received 2", "drained", "inputEnded");
    }

    @Test
    void drained_allOutputWritten_isCalled() {
        session.onMessage(send("abc"));
        driven.conversation.sent(0);
        driven.receive("1\n");
        driven.conversation.sent(2);
        assertThat(session.events).containsExactly("received 1");
        driven.conversation.sent(1);
        driven.conversation.sent(0);
        assertThat(session.events).containsExactly("received 1", "drained");
    }

    @Test
    void drained_afterFinish_isNotCalled() {
        session.onMessage(send("abc"), Outbox::finish);
        driven.receive("1\n");
        driven.write();
        assertThat(session.events).containsExactly("received 1");
    }

    @Test
    void drained_longReplyInPieces_takesBoundedMemory() {
        int pieces = 1000;
        int[] said = {0};
        session.readPolicy = ReadPolicy.NOT_NOW;
        session.on("opened", send("p".repeat(100)));
        session.on("drained", out -> {
            if (++said[0] < pieces) {
                out.send("p".repeat(100));
            } else {
                out.finish();
            }
        });
        ManualConversation driven = ManualConversation.lines(session);
        long written = 0;
        while (driven.conversation.closing() == Closing.NO) {
            assertThat(driven.conversation.unsent().capacity()).isLessThanOrEqualTo(256);
            int some = Math.min(70, driven.conversation.unsent().remaining());
            driven.conversation.sent(some);
            written += some;
        }
        assertThat(written).isEqualTo(100L * pieces);
    }

    @Test
    void unsent_peerAlwaysSlightlyBehind_bufferDoesNotGrow() {
        session.onMessage(send("x".repeat(100)));
        driven.receive("1\n");
        for (int i = 0; i < 1000; i++) {
            driven.receive("1\n");
            driven.conversation.sent(100);
        }
        assertThat(driven.conversation.unsent().remaining()).isEqualTo(100);
        assertThat(driven.conversation.unsent().capacity()).isLessThanOrEqualTo(1024);
    }

    @Test
    void unsent_allSent_holdsNoBuffer() {
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("abc\n");
        driven.write();
        assertThat(driven.conversation.unsent().capacity()).isZero();
    }

    @Test
    void encoderThrows_noPartialMessageIsWritten() {
        Protocol<String, String> protocol = new Protocol<>(
                "half",
                () -> ToyProtocols::line,
                (text, out) -> {
                    out.putText(text);
                    if (text.equals("half")) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                10);
        Conversation<String, String> conversation = new Conversation<>(protocol, (line, out) -> {
            out.send("whole,");
            assertThatThrownBy(() -> out.send("half"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose");
            out.send("whole");
        });
        conversation.open(100);
        conversation.receive(ByteBuffer.wrap(new byte[] {'a', '\n'}), Boundary.MORE);
        assertThat(StandardCharsets.UTF_8.decode(conversation.unsent()).toString())
                .isEqualTo("whole,whole");
    }
}
