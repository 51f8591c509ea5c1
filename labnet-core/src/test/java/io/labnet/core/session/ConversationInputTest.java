// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Answer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How received bytes become messages, and how input that ends is told. Limits have a test class of their own. */
class ConversationInputTest {
    private final NotingSession session = new NotingSession();
    private final HandDriven driven = HandDriven.lines(session);

    @Test
    void order_thatADecoderChangesIsThatOfItsMessageOnly() {
        Decoder<String> decoder = (in, boundary) -> {
            if (in.remaining() < 2) {
                return null;
            }
            String message = Integer.toHexString(in.getShort());
            in.order(ByteOrder.LITTLE_ENDIAN);
            return message;
        };
        HandDriven driven = HandDriven.opened(decoder, HandDriven.LIMIT, session);
        driven.receive("\u0001\u0002\u0003\u0004");
        assertThat(session.told).containsExactly("received 102", "received 304");
    }

    @Test
    void receive_takesAllMessagesOfOneBuffer() {
        driven.receive("one\ntwo\n\nthr");
        assertThat(session.told).containsExactly("received one", "received two", "received ");
        assertThat(driven.conversation.messages()).isEqualTo(3);
    }

    @Test
    void receive_readsFromPositionToLimitOfAnyBuffer() {
        ByteBuffer direct = ByteBuffer.allocateDirect(10).put("xxab\ncdyyy".getBytes(StandardCharsets.US_ASCII));
        direct.limit(7).position(2);
        driven.conversation.receive(direct.asReadOnlyBuffer(), Boundary.MORE);
        driven.receive("ef\n");
        assertThat(session.told).containsExactly("received ab", "received cdef");
    }

    @Test
    void receive_showsBigEndianBytesFromLittleEndianBuffer() {
        HandDriven driven = HandDriven.opened(ToyProtocols::lengthPrefixed, 100, session);
        ByteBuffer in = ByteBuffer.wrap(new byte[] {0, 1, 'a'}).order(ByteOrder.LITTLE_ENDIAN);
        driven.conversation.receive(in, Boundary.MORE);
        assertThat(session.told).containsExactly("received a");
        assertThat(in.hasRemaining()).isFalse();
        assertThat(in.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void sent_offersDecoderNothingThatItHasBeenOffered() {
        AtomicInteger calls = new AtomicInteger();
        Decoder<String> counted = (in, boundary) -> {
            calls.incrementAndGet();
            return ToyProtocols.line(in, boundary);
        };
        session.answers(send("answer"));
        HandDriven driven = HandDriven.opened(counted, 10, session);
        driven.receive("1\n2", Boundary.PAUSE);
        assertThat(calls).hasValue(2);
        driven.conversation.sent(1);
        driven.conversation.sent(5);
        assertThat(calls).hasValue(2);
        driven.receive("\n");
        assertThat(session.told).containsExactly("received 1", "drained", "received 2");
    }

    @Test
    void receive_failsOnDecoderThatReadsBeyondTheLimit() {
        HandDriven driven = HandDriven.opened(
                (in, boundary) -> {
                    in.limit(in.capacity());
                    return ToyProtocols.take(in, in.remaining());
                },
                2,
                session);
        assertThatThrownBy(() -> driven.receive("abcd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit");
        assertThat(session.told).isEmpty();
    }

    @Test
    void receive_takesNothingFromEmptyBuffer() {
        HandDriven driven = HandDriven.opened(
                (in, boundary) -> {
                    throw new AssertionError("the decoder was called with nothing to decode");
                },
                10,
                session);
        driven.receive("");
        driven.receive("", Boundary.FRAME);
        assertThat(session.told).isEmpty();
        assertThat(driven.conversation.wantsInput()).isTrue();
    }

    @Test
    void receive_tellsEndAfterWholeMessage() {
        driven.receive("one\n", Boundary.END);
        assertThat(session.told).containsExactly("received one", "inputEnded");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.wantsInput()).isFalse();
    }

    @Test
    void receive_letsSessionSpeakAfterEnd() {
        session.on("inputEnded", send("still here"));
        driven.receive("", Boundary.END);
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        assertThat(driven.conversation.wantsInput()).isFalse();
        session.on("drained", Outbox::finish);
        assertThat(driven.write()).isEqualTo("still here");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void receive_discardsWhatFollowsEnd() {
        session.on("inputEnded", out -> {});
        driven.receive("", Boundary.END);
        driven.receive("one\n", Boundary.END);
        assertThat(session.told).containsExactly("inputEnded");
    }

    @Test
    void receive_rejectsIncompleteMessageAtEnd() {
        driven.receive("one\ntw", Boundary.END);
        assertThat(session.told).containsExactly("received one", "rejected TRUNCATED at 2");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.rejection().reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void receive_rejectsIncompleteFrameAndTakesWholeOnes() {
        driven.receive("one\ntwo\n", Boundary.FRAME);
        driven.receive("", Boundary.FRAME);
        driven.receive("three\n", Boundary.FRAME);
        assertThat(session.told).containsExactly("received one", "received two", "received three");
        driven.receive("four", Boundary.FRAME);
        assertThat(session.told).last().isEqualTo("rejected TRUNCATED at 4");
    }

    @Test
    void receive_waitsOnAfterPauseInsideMessage() {
        driven.receive("on", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        assertThat(session.told).isEmpty();
        driven.receive("e\n", Boundary.PAUSE);
        assertThat(session.told).containsExactly("received one");
    }

    @Test
    void receive_rejectsBrokenMessageAndHearsNothingMore() {
        driven.receive("one\ntw!o\nthree\n");
        driven.receive("four\n", Boundary.END);
        assertThat(session.told).containsExactly("received one", "rejected MALFORMED at 2");
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.conversation.messages()).isEqualTo(1);
    }

    @Test
    void receive_skipsNoiseAndCountsOffsetsFromMessage() {
        HandDriven driven = HandDriven.opened(ToyProtocols::word, 5, session);
        driven.receive("  one;   ");
        assertThat(driven.conversation.midMessage()).isFalse();
        driven.receive("  ab!;");
        assertThat(session.told).containsExactly("received one", "rejected MALFORMED at 2");
    }

    @Test
    void receive_givesWholeBurstAtPauseAndAtEnd() {
        HandDriven driven = HandDriven.opened(ToyProtocols::burst, 10, session);
        driven.receive("12");
        driven.receive("3", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        driven.receive("45", Boundary.END);
        assertThat(session.told).containsExactly("received 123", "received 45", "inputEnded");
    }

    @Test
    void receive_endsBodyOncePerBoundary() {
        HandDriven driven = HandDriven.opened(new ToyProtocols.Pieces(), 10, session);
        driven.receive("ab", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        driven.receive("c");
        driven.receive("d", Boundary.END);
        assertThat(session.told)
                .containsExactly(
                        "received +ab", "received .", "received +c", "received +d", "received .", "inputEnded");
    }

    @Test
    void receive_asksDecoderOncePerBoundary() {
        HandDriven driven = HandDriven.opened(new AlwaysEnding(), 10, session);
        driven.receive("", Boundary.PAUSE);
        driven.receive("", Boundary.MORE);
        driven.receive("", Boundary.END);
        assertThat(session.told).containsExactly("received PAUSE", "received END", "inputEnded");
    }

    /** Takes nothing, and has something to say to every boundary. */
    private static final class AlwaysEnding implements Decoder<String> {
        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            return null;
        }

        @Override
        public String atBoundary(Boundary boundary) {
            return boundary.name();
        }
    }

    @Test
    void receive_failsOnDecoderThatTakesNothingForMessage() {
        HandDriven driven = HandDriven.opened((in, boundary) -> "x", 10, session);
        assertThatThrownBy(() -> driven.receive("a")).isInstanceOf(IllegalStateException.class);
        HandDriven framed = HandDriven.opened((in, boundary) -> "x", 10, session);
        assertThatThrownBy(() -> framed.receive("a", Boundary.FRAME)).isInstanceOf(IllegalStateException.class);
        assertThat(session.told).isEmpty();
    }

    @Test
    void receive_failsOnDecoderThatMovesBack() {
        HandDriven driven = HandDriven.opened(
                (in, boundary) -> {
                    if (in.position() > 0) {
                        in.position(0);
                        return "again";
                    }
                    return ToyProtocols.take(in, 1);
                },
                10,
                session);
        assertThatThrownBy(() -> driven.receive("ab"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("back");
        assertThat(session.told).containsExactly("received a");
    }

    @Test
    void receive_tellsBoundaryOnlyWithTheLastBytes() {
        List<String> calls = new ArrayList<>();
        HandDriven driven = HandDriven.opened(
                (in, boundary) -> {
                    calls.add(in.remaining() + " " + boundary);
                    return in.remaining() < 2 ? null : ToyProtocols.take(in, 2);
                },
                4,
                session);
        driven.receive("aabbccd", Boundary.PAUSE);
        assertThat(calls).containsExactly("4 MORE", "4 MORE", "3 PAUSE", "1 PAUSE");
    }

    @Test
    void midMessage_isTrueWhilePartOfMessageWaits() {
        assertThat(driven.conversation.midMessage()).isFalse();
        driven.receive("on");
        assertThat(driven.conversation.midMessage()).isTrue();
        driven.receive("e\n");
        assertThat(driven.conversation.midMessage()).isFalse();
    }

    @Test
    void times_areThoseOfTheProtocol() {
        Protocol<String, String> protocol = new Protocol<>(
                "toy",
                () -> ToyProtocols::line,
                (text, out) -> out.putText(text),
                9,
                true,
                Duration.ofSeconds(3),
                Duration.ofSeconds(2));
        ByteSession conversation = new Conversation<>(protocol, session);
        assertThat(conversation.pauses()).isTrue();
        assertThat(conversation.idle()).isEqualTo(Duration.ofSeconds(3));
        assertThat(conversation.messageDeadline()).isEqualTo(Duration.ofSeconds(2));
    }
}
