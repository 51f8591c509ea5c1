// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size limit of a message: a larger message is refused before it is buffered. */
class ConversationLimitTest {
    private static final int LIMIT = 6;

    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.opened(ToyProtocols::line, LIMIT, session);

    @Test
    void receive_messageOfExactlyTheLimit_isAccepted() {
        driven.receive("12345\n");
        driven.receiveSingly("12345\n", Boundary.MORE);
        driven.receive("12345\n12345\n12345\n");
        assertThat(session.events).hasSize(5).containsOnly("received 12345");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 100})
    void receive_messageBeyondLimit_isRejectedHoweverSplit(int size) {
        String input = "one\n123456\ntwo\n";
        for (int from = 0; from < input.length(); from += size) {
            driven.receive(input.substring(from, Math.min(from + size, input.length())));
        }
        assertThat(session.events).containsExactly("received one", "rejected TOO_LARGE at 6");
        assertThat(driven.conversation.rejection()).hasMessageContaining("limit of 6 bytes");
    }

    @Test
    void receive_tooLargeAndTruncated_isRejectedAsTooLarge() {
        driven.receive("1234567", Boundary.END);
        assertThat(session.events).containsExactly("rejected TOO_LARGE at 6");
    }

    @Test
    void receive_truncatedMessageOfTheLimit_isRejected() {
        driven.receive("123456", Boundary.END);
        assertThat(session.events).containsExactly("rejected TRUNCATED at 6");
    }

    @Test
    void receive_frameBeyondLimit_isRejected() {
        driven.receive("123456\n", Boundary.FRAME);
        assertThat(session.events).containsExactly("rejected TOO_LARGE at 6");
    }

    @Test
    void receive_burst_isAcceptedUpToLimit() {
        ManualConversation driven = ManualConversation.opened(ToyProtocols::burst, LIMIT, session);
        driven.receive("123456");
        driven.receive("", Boundary.PAUSE);
        assertThat(session.events).containsExactly("received 123456");
        driven.receive("123456");
        driven.receive("7", Boundary.PAUSE);
        assertThat(session.events).last().isEqualTo("rejected TOO_LARGE at 6");
    }

    @Test
    void receive_decoderGetsAtMostTheLimit() {
        AtomicInteger largest = new AtomicInteger();
        Decoder<String> watched = (in, boundary) -> {
            largest.accumulateAndGet(in.remaining(), Math::max);
            assertThat(in.remaining()).as("bytes shown at " + boundary).isLessThanOrEqualTo(LIMIT);
            return ToyProtocols.line(in, boundary);
        };
        ManualConversation driven = ManualConversation.opened(watched, LIMIT, session);
        driven.receive("1\n2\n".repeat(50));
        assertThat(largest).hasValue(LIMIT);
        assertThat(driven.conversation.messages()).isEqualTo(100);
    }

    @Test
    void receive_endlessMessage_isRejectedWithoutBufferingIt() {
        int limit = 1000;
        ManualConversation driven = ManualConversation.opened(ToyProtocols::line, limit, session);
        int received = 0;
        while (driven.conversation.closing() == Closing.NO) {
            driven.receive("0123456789");
            received += 10;
        }
        assertThat(received).isEqualTo(limit + 10);
        assertThat(driven.conversation.rejection().reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void receive_skippedBytes_doNotCountTowardsLimit() {
        ManualConversation driven = ManualConversation.opened(ToyProtocols::word, LIMIT, session);
        driven.receive(" ".repeat(100) + "12345;" + " ".repeat(3));
        driven.receiveSingly(" ".repeat(20) + "12345;", Boundary.MORE);
        assertThat(session.events).containsExactly("received 12345", "received 12345");
        driven.receive(" ".repeat(20) + "123456;");
        assertThat(session.events).last().isEqualTo("rejected TOO_LARGE at 6");
    }

    @Test
    void receive_longBody_arrivesInPiecesWithinLimit() {
        ManualConversation driven = ManualConversation.opened(new ToyProtocols.Pieces(), LIMIT, session);
        driven.receive("0123456789abcde", Boundary.PAUSE);
        assertThat(session.events)
                .containsExactly("received +012345", "received +6789ab", "received +cde", "received .");
    }
}
