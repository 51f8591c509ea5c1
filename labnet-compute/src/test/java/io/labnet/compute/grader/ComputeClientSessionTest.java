// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.grader.ClientResult.Outcome;
import io.labnet.compute.grader.internal.Deviation;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeClientSessionTest {
    private static final String UUID = "f97e575c-28d5-36b4-9170-f3cbaef757af";
    private static final List<TestRequest> QUESTIONS =
            List.of(TestRequest.fibonacci(7), TestRequest.factorial(6), TestRequest.words(TextSource.of("A B C")));

    private int goodPauses = Integer.MAX_VALUE;
    private final List<String> writesBeforeOthers = new ArrayList<>();
    private final ComputeClientSession session = new ComputeClientSession(
            "Client1",
            Endpoint.loopback(1),
            QUESTIONS,
            this::pause,
            this::awaitOthers,
            Duration.ofSeconds(10),
            new GraderListener() {});
    private final ConversationDriver wire =
            new ConversationDriver(new Conversation<>(ComputeProtocol.client(), session));

    @Test
    void correctReplies_passAllQuestions() {
        say(UUID, "8_" + UUID, "720_" + UUID, "3_" + UUID);

        assertThat(wire.writes())
                .containsExactly("Client1", "FIBONACCI", "7", "FACTORIAL", "6", "FILE", "5", "A B C", "COMPLETE");
        assertThat(wire).isFinished();
        assertThat(session.result().outcomes()).hasSize(3).allMatch(Outcome::isRight);
        assertThat(session.result().uuid()).hasToString(UUID);
    }

    @Test
    void wrongReply_failsOneQuestionAndTestContinues() {
        say(UUID, "9_" + UUID, "720_" + UUID, "3");

        assertThat(faults())
                .containsExactly("the reply is wrong (compute-3.4)", "", "the reply has no UUID (compute-3.5)");
        assertThat(session.result().outcomes().get(0).received()).isEqualTo("9_" + UUID);
        assertThat(session.result().outcomes().get(0).expected()).isEqualTo("8_" + UUID + " or 13_" + UUID);
        assertThat(wire).isFinished();
    }

    @Test
    void splitReply_isAwaitedToItsEnd() {
        say(UUID.substring(0, 5), UUID.substring(5), "8_", UUID);
        wire.arrive("720").arrive("_" + UUID);
        say("3_" + UUID.substring(0, 20), UUID.substring(20));

        assertThat(faults()).containsExactly("", "", "");
    }

    @Test
    void endOfInput_failsUnansweredQuestions() {
        say(UUID, "8_" + UUID);
        wire.end();

        assertThat(faults())
                .containsExactly(
                        "",
                        "the server closed the connection (compute-3.7)",
                        "the server closed the connection (compute-3.7)");
        assertThat(sent()).containsExactly("FIBONACCI 7", "FACTORIAL 6", "");
    }

    @Test
    void endOfInput_completesReply() {
        say(UUID, "8_" + UUID, "720_" + UUID);
        wire.arrive("3_" + UUID).end();

        assertThat(faults()).containsExactly("", "", "");
    }

    @Test
    void timeout_failsUnansweredQuestions() {
        say(UUID, "8_" + UUID.substring(0, 9));
        wire.timeOut();

        assertThat(faults()).containsOnly("no complete reply came within 10 s (compute-3.7)");
        assertThat(sent()).containsExactly("FIBONACCI 7", "", "");
        assertThat(session.result().outcomes().get(0).received()).isEqualTo("8_f97e575c-");
        assertThat(wire).isAborted();
    }

    @Test
    void timeoutWithoutReply_isReported() {
        say(UUID);
        wire.timeOut();

        assertThat(faults()).containsOnly("no reply came within 10 s (compute-3.7)");
    }

    @ParameterizedTest
    @CsvSource({"'', no UUID", "f97e575c-28d5-36b4, only a part of a UUID", "f97e575c28d5, only a part of a UUID"})
    void noUuid_isReportedAtTimeout(String answer, String came) {
        say(answer);
        wire.timeOut();

        assertNothingWasSent(came + " came in reply to the name within 10 s (compute-3.1)", answer);
        assertThat(wire).isAborted();
    }

    @ParameterizedTest
    @CsvSource({
        "'', no UUID, ''",
        "HTTP/1.1 400 Bad Request, no UUID, ; likely cause: an HTTP server",
        "f97e575c-28d5-36b4-9170-f3cbaef757a, only a part of a UUID, ''"
    })
    void noUuid_isReportedAtEndOfInput(String answer, String came, String cause) {
        wire.arrive(answer).end();

        assertNothingWasSent(
                came + " came in reply to the name, the server closed the connection" + cause + " (compute-3.1)",
                answer);
        assertThat(wire).isFinished();
    }

    @Test
    void noUuid_isReportedWithLostConnection() {
        wire.arrive("Hi!").disconnect(null);

        assertNothingWasSent("no UUID came in reply to the name, the connection was lost (compute-3.1)", "Hi!");
    }

    @Test
    void otherTextInsteadOfUuid_endsTest() {
        say("Hello, Client1!");

        assertNothingWasSent("no UUID came in reply to the name (compute-3.1)", "Hello, Client1!");
        assertThat(wire).isAborted();
    }

    @Test
    void longTextInsteadOfUuid_isAbbreviatedInReport() {
        wire.arrive("x".repeat(16_000));

        assertThat(faults()).containsOnly("no UUID came in reply to the name (compute-3.1)");
        assertThat(session.result().outcomes().get(0).received())
                .hasSizeLessThan(400)
                .endsWith("x (16000 bytes)");
        assertThat(wire).isAborted();
    }

    @Test
    void uuidInsideOtherText_isFoundAtEnd() {
        wire.arrive("Welcome " + UUID).end();

        assertThat(faults()).containsOnly("the server closed the connection (compute-3.7)");
        assertThat(session.result().uuid()).hasToString(UUID);
    }

    /** A server may send the UUID before it reads the name, so the first request must not follow the name immediately. */
    @Test
    void uuid_firstRequestFollowsAfterPause() {
        goodPauses = 0;
        say(UUID);

        assertNoQuestionWasSent("the question could not be asked: the wire was cut");
    }

    @Test
    void interruptedQuestion_reportsSentPart() {
        goodPauses = 3;
        say(UUID, "8_" + UUID, "720_" + UUID);

        assertThat(faults()).containsExactly("", "", "the question could not be asked: the wire was cut");
        assertThat(sent()).containsExactly("FIBONACCI 7", "FACTORIAL 6", "FILE");
    }

    @Test
    void unsentText_isReported() {
        goodPauses = 4;
        say(UUID, "8_" + UUID, "720_" + UUID);

        assertThat(sent()).containsExactly("FIBONACCI 7", "FACTORIAL 6", "FILE 5 'A B C' (0 bytes of the text)");
        assertThat(wire.writes()).endsWith("FILE", "5");
    }

    @Test
    void endlessWrongReply_endsTest() {
        say(UUID);
        for (int i = 0; i < 70; i++) {
            wire.arrive("9".repeat(16 * 1024));
        }

        assertThat(faults().get(0)).isEqualTo("the reply is wrong and does not end (compute-3.5)");
        assertThat(wire).isAborted();
    }

    @Test
    void lastAnswer_clientWaitsForOtherClients() {
        say(UUID, "8_" + UUID, "720_" + UUID);
        assertThat(writesBeforeOthers).isEmpty();

        say("3_" + UUID);
        assertThat(writesBeforeOthers).endsWith("A B C").doesNotContain("COMPLETE");
        assertThat(wire.writes()).endsWith("COMPLETE");
    }

    @Test
    void documentedReplies_haveNoDeviation() {
        say(UUID, "8_" + UUID, "720_" + UUID, "3_" + UUID);

        assertThat(session.result().deviations()).isEmpty();
    }

    @Test
    void deviations_areCountedForEachReply() {
        String plain = UUID.replace("-", "");
        say(plain + "\n", plain + "_8", "720_" + plain, "3_" + UUID + "\r\n");

        assertThat(faults()).containsOnly("");
        assertThat(session.result().deviations())
                .containsExactly(
                        Deviation.NO_DASHES,
                        Deviation.WHITE_SPACE,
                        Deviation.UUID_FIRST,
                        Deviation.NO_DASHES,
                        Deviation.NO_DASHES,
                        Deviation.WHITE_SPACE);
    }

    @Test
    void textBesidesUuid_isDeviation() {
        say("Welcome " + UUID);

        assertThat(session.result().deviations()).containsExactly(Deviation.OTHER_TEXT);
    }

    @Test
    void endOfConnection_isReportedAsCauseOfUnansweredQuestions() {
        say(UUID, "9_" + UUID);
        wire.end();

        assertThat(session.result().isComplete()).isFalse();
        assertThat(session.result().withEndReason("gone").outcomes())
                .extracting(Outcome::fault)
                .containsExactly("the reply is wrong (compute-3.4)", "gone", "gone");
    }

    @Test
    void endAfterLastAnswer_isNotEarlyEnd() {
        say(UUID, "8_" + UUID, "720_" + UUID, "3_" + UUID);
        wire.disconnect(null);

        assertThat(session.result().endedEarly()).isFalse();
        assertThat(session.result().isComplete()).isTrue();
    }

    private boolean awaitOthers() {
        writesBeforeOthers.addAll(wire.writes());
        return true;
    }

    private void say(String... bursts) {
        for (String burst : bursts) {
            wire.arrive(burst).pause();
        }
    }

    private boolean pause() throws IOException {
        if (goodPauses-- == 0) {
            throw new IOException("the wire was cut");
        }
        return true;
    }

    private void assertNothingWasSent(String fault, String received) {
        assertNoQuestionWasSent(fault);
        assertThat(session.result().uuid()).isNull();
        assertThat(session.result().outcomes()).extracting(Outcome::received).containsOnly(received);
    }

    private void assertNoQuestionWasSent(String fault) {
        assertThat(wire.writes()).containsExactly("Client1");
        assertThat(session.result().outcomes()).hasSize(3).noneMatch(Outcome::isSent);
        assertThat(faults()).containsOnly(fault);
    }

    private List<String> sent() {
        return session.result().outcomes().stream().map(Outcome::sent).toList();
    }

    private List<String> faults() {
        return session.result().outcomes().stream().map(Outcome::fault).toList();
    }
}
