// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.examples.Wire;
import io.labnet.examples.compute.Question.OfNFactorial;
import io.labnet.examples.compute.Question.OfNthFibonacci;
import io.labnet.examples.compute.Question.OfWords;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputeClientSessionTest {
    private static final String UUID = "f97e575c-28d5-36b4-9170-f3cbaef757af";
    private static final List<Question> QUESTIONS =
            List.of(new OfNthFibonacci(7), new OfNFactorial(6), new OfWords(TextSource.of("A B C")));

    private final ComputeClientSession session =
            new ComputeClientSession("Client1", QUESTIONS, () -> true, new TestObserver() {});
    private final Wire wire = new Wire(new Conversation<>(ComputeProtocol.client(), session));

    @Test
    void rightReplies_areAllRight() {
        say(UUID, "8_" + UUID, "720_" + UUID, "3_" + UUID);

        assertThat(wire.writes())
                .containsExactly("Client1", "FIBONACCI", "7", "FACTORIAL", "6", "FILE", "5", "A B C", "COMPLETE");
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(session.result().outcomes()).hasSize(3).allMatch(Outcome::isRight);
        assertThat(session.result().uuid()).hasToString(UUID);
    }

    @Test
    void wrongReply_failsAloneAndTheTestGoesOn() {
        say(UUID, "9_" + UUID, "720_" + UUID, "3");

        assertThat(faults()).containsExactly("the reply is wrong", "", "the reply has no UUID");
        assertThat(session.result().outcomes().get(0).received()).isEqualTo("9_" + UUID);
        assertThat(session.result().outcomes().get(0).expected()).isEqualTo("8_" + UUID + " or 13_" + UUID);
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void replyInParts_isWaitedFor() {
        say(UUID.substring(0, 5), UUID.substring(5), "8_", UUID);
        wire.arrive("720").arrive("_" + UUID);
        say("3_" + UUID.substring(0, 20), UUID.substring(20));

        assertThat(faults()).containsExactly("", "", "");
    }

    @Test
    void end_failsWhatIsNotAnswered() {
        say(UUID, "8_" + UUID);
        wire.end();

        assertThat(faults())
                .containsExactly("", "the server closed the connection", "not asked: the server closed the connection");
    }

    @Test
    void endThatEndsAReply_isNoFault() {
        say(UUID, "8_" + UUID, "720_" + UUID);
        wire.arrive("3_" + UUID).end();

        assertThat(faults()).containsExactly("", "", "");
    }

    @Test
    void silence_failsWhatIsNotAnswered() {
        say(UUID, "8_" + UUID.substring(0, 9));
        wire.session().timedOut();

        assertThat(faults().get(0)).isEqualTo("no whole reply came in time");
        assertThat(session.result().outcomes().get(0).received()).isEqualTo("8_f97e575c-");
        assertThat(wire.closing()).isEqualTo(Closing.ABORT);
    }

    @Test
    void nameThatIsAnsweredByNoUuid_endsTheTest() {
        say("Hello, Client1!");

        assertThat(faults())
                .allMatch(
                        fault -> fault.equals("not asked: no UUID came in answer to the name, but 'Hello, Client1!'"));
        assertThat(wire.closing()).isEqualTo(Closing.ABORT);
    }

    @Test
    void endlessNonsense_endsTheTest() {
        say(UUID);
        for (int i = 0; i < 70; i++) {
            wire.arrive("9".repeat(16 * 1024));
        }

        assertThat(faults().get(0)).isEqualTo("the reply is wrong and has no end");
        assertThat(wire.closing()).isEqualTo(Closing.ABORT);
    }

    private void say(String... bursts) {
        for (String burst : bursts) {
            wire.arrive(burst).pause();
        }
    }

    private List<String> faults() {
        return session.result().outcomes().stream().map(Outcome::fault).toList();
    }
}
