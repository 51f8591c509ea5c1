// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import org.junit.jupiter.api.Test;

/** What a refusal of input says, which bytes it shows, and how it ends the conversation. */
class ConversationRejectionTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void refusedBytes_farBehindTheBeginning_areShownAroundTheOffset() {
        ManualConversation refusing = refusingAt(80);
        refusing.receive("a".repeat(80) + "!" + "b".repeat(19));

        assertThat(refusing.conversation.unreadInput())
                .asString(US_ASCII)
                .isEqualTo("a".repeat(44) + "!" + "b".repeat(19));
    }

    @Test
    void rejected_namesTheLikelyCauseOfForeignInput() {
        ManualConversation refusing = refusingAt(0);
        refusing.receive("GET / HTTP/1.1");

        assertThat(refusing.conversation.rejection()).hasMessage("wrong; likely cause: an HTTP client");
    }

    @Test
    void rejected_afterAMessage_namesNoForeignInput() {
        ManualConversation refusing = ManualConversation.opened(
                (in, boundary) -> {
                    if (in.get() == '1') {
                        return "1";
                    }
                    throw new ProtocolException(Reason.MALFORMED, 0, "wrong");
                },
                ManualConversation.LIMIT,
                session);
        refusing.receive("1GET / HTTP/1.1");

        assertThat(refusing.conversation.rejection()).hasMessage("wrong");
    }

    @Test
    void rejected_behindItsFirstByte_namesNoForeignInput() {
        ManualConversation refusing = refusingAt(4);
        refusing.receive("{\"a\":}");

        assertThat(refusing.conversation.rejection()).hasMessage("wrong");
    }

    @Test
    void incomplete_tellsHowMuchHasArrived() {
        assertThat(driven.conversation.incomplete()).isNull();
        driven.receive("1\n23");
        assertThat(driven.conversation.incomplete()).isEqualTo("it stopped after 2 bytes of an incomplete message");
        driven.receive("\n");
        assertThat(driven.conversation.incomplete()).isNull();
    }

    @Test
    void explanation_isTheLastLine() {
        session.onReceived = (line, out) -> {
            out.send("reply ");
            Explanation.finish("toy\u001b" + "x".repeat(600), out, session);
        };
        driven.receive("1\n2\n");

        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.write()).isEqualTo("reply toy\\x1b" + "x".repeat(496) + "... (104 more)\n");
        driven.conversation.disconnected(null);
        assertThat(session.events).containsExactly("received 1", "closed");
    }

    @Test
    void explanation_ofARejection_isTheLastLine() {
        session.on("rejected", out -> Explanation.finish("too large", out, session));
        driven.receive("x".repeat(ManualConversation.LIMIT + 1));

        assertThat(driven.write()).isEqualTo("too large\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void unreadInput_afterRefusal_startsAtRefusedMessage() {
        driven.receive("1\n2");
        driven.receive("3".repeat(ManualConversation.LIMIT));

        assertThat(driven.conversation.unreadInput()).asString(US_ASCII).isEqualTo("2" + "3".repeat(63));
    }

    @Test
    void rejected_sendsLastMessagesThenFinishes() {
        session.on("rejected", send("what?"));
        assertThat(driven.conversation.rejection()).isNull();
        driven.receive("!\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.rejection()).isNotNull();
        assertThat(driven.write()).isEqualTo("what?");
        assertThat(session.events).containsExactly("rejected MALFORMED at 0");
    }

    @Test
    void rejected_mayAbort() {
        session.on("rejected", Outbox::abort);
        driven.receive("!\n");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.ABORT);
    }

    private ManualConversation refusingAt(int offset) {
        return ManualConversation.opened(
                (in, boundary) -> {
                    throw new ProtocolException(Reason.MALFORMED, offset, "wrong");
                },
                ManualConversation.LIMIT,
                session);
    }
}
