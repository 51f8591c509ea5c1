// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.Documented;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeAnswer.OpenedWith;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeOutcome.NoAnswer.Reason;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GradeClientSessionTest {
    private static final GradeAnswer ANSWER = new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.OWN_KEY);

    private final GradeClientSession session =
            new GradeClientSession(new GradeRequest(Documented.ID, GradeCommand.GMA), Documented.KEY);
    private final ConversationDriver wire = new ConversationDriver(new Conversation<>(session.protocol(), session));

    @Test
    void opened_sendsTheRequestInOneWrite() {
        assertThat(wire.writes()).containsExactly("1803933 GMA");
        assertThat(session.outcome()).isNull();
        assertThat(wire).isOpen();
    }

    @Test
    void reply_isDecodedAtAPauseAndEndsTheConversation() {
        wire.arrive(Documented.MIDTERM_TOKEN);
        assertThat(session.outcome()).isNull();

        wire.pause();
        assertThat(session.outcome()).isEqualTo(ANSWER);
        assertThat(wire).isFinished();
    }

    @Test
    void reply_isDecodedAtTheEndOfTheInput() {
        wire.arrive(Documented.MIDTERM_TOKEN).end();

        assertThat(session.outcome()).isEqualTo(ANSWER);
    }

    @Test
    void outcome_isKeptWhenTheConnectionBreaksLater() {
        wire.arrive(Documented.MIDTERM_TOKEN).pause().disconnect(new IOException("reset"));

        assertThat(session.outcome()).isEqualTo(ANSWER);
    }

    @Test
    void inputThatEndsWithoutAReply_isClosed() {
        wire.end();

        assertNoAnswer(
                Reason.CLOSED,
                "without a reply; the request was '1803933 GMA' (bytes 31 38 30 33 39 33 33 20 47 4d 41); "
                        + "either the server does not know the student number, "
                        + "or it expects another separator between number and command");
    }

    @Test
    void requestWithManySeparators_isShownInPart() {
        GradeRequest request = new GradeRequest(Documented.ID, GradeCommand.GMA, "\t" + " ".repeat(100));
        GradeClientSession spaced = new GradeClientSession(request, Documented.KEY);
        new ConversationDriver(new Conversation<>(spaced.protocol(), spaced)).end();

        assertThat(spaced.outcome())
                .asString()
                .contains("'1803933\\x09" + " ".repeat(32) + "...' (bytes 31 38 30 33 39 33 33 09" + " 20".repeat(32)
                        + "...)");
    }

    @Test
    void inputThatIsNotAToken_isRejected() {
        wire.arrive("Server error").end();

        assertNoAnswer(Reason.REJECTED, "the reply cannot be read: the reply is not a token: 'Server error', 12 bytes");
    }

    @Test
    void endlessInput_isRejected() {
        wire.arrive(new byte[GradeProtocol.MAX_REPLY_BYTES + 1], Boundary.MORE);

        assertNoAnswer(Reason.REJECTED, "the reply is larger than 16384 bytes (grades-3.7)");
    }

    @Test
    void silence_timesOut() {
        wire.timeOut();

        assertNoAnswer(
                Reason.TIMED_OUT,
                "the server sent nothing for 45 seconds; "
                        + "the request was '1803933 GMA' (bytes 31 38 30 33 39 33 33 20 47 4d 41), without a line end");
    }

    @Test
    void incompleteReply_isExplainedAtTheTimeout() {
        wire.arrive(Documented.MIDTERM_TOKEN.substring(0, 50)).pause().timeOut();

        assertNoAnswer(
                Reason.TIMED_OUT,
                "no complete reply within 10 seconds: 50 bytes received, and the connection is still open; "
                        + "the reply begins like a token but is not one, 50 bytes");
    }

    @Test
    void tokenOfAnotherKey_onAnOpenConnection_isExplainedAtTheTimeout() {
        String token = Fernet.of(FernetKey.generate()).encryptText("Midterm Average: 10.45");
        wire.arrive(token).pause().timeOut();

        assertNoAnswer(
                Reason.TIMED_OUT,
                "120 bytes received, and the connection is still open; the student's key does not decrypt the");
    }

    @Test
    void lostConnection_isDisconnected() {
        wire.disconnect(new IOException("reset"));

        assertThat(session.outcome()).isInstanceOfSatisfying(NoAnswer.class, none -> {
            assertThat(none.reason()).isEqualTo(Reason.DISCONNECTED);
            assertThat(none.explanation())
                    .startsWith(
                            "the connection was lost before a reply arrived; the request was '1803933 GMA' (bytes 31 ");
        });
    }

    @Test
    void lostConnection_reportsTheNumberOfReceivedBytes() {
        wire.arrive("g").disconnect(new IOException("reset"));

        assertThat(session.outcome())
                .isEqualTo(new NoAnswer(
                        Reason.DISCONNECTED, "the connection was lost before a reply arrived, after 1 byte"));
    }

    private void assertNoAnswer(Reason reason, String explanation) {
        assertThat(wire).isFinished();
        assertThat(session.outcome()).isInstanceOfSatisfying(NoAnswer.class, none -> {
            assertThat(none.reason()).isEqualTo(reason);
            assertThat(none.explanation()).contains(explanation);
        });
    }
}
