// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
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

/**
 * How received bytes become messages, and how the end of the input is reported. {@link ConversationLimitTest} tests the
 * limits.
 */
class ConversationInputTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void decoder_changesByteOrder_nextMessageIsBigEndianAgain() {
        Decoder<String> decoder = (in, boundary) -> {
            if (in.remaining() < 2) {
                return null;
            }
            String message = Integer.toHexString(in.getShort());
            in.order(ByteOrder.LITTLE_ENDIAN);
            return message;
        };
        ManualConversation driven = ManualConversation.opened(decoder, ManualConversation.LIMIT, session);
        driven.receive("\u0001\u0002\u0003\u0004");
        assertThat(session.events).containsExactly("received 102", "received 304");
    }

    @Test
    void receive_severalMessagesInBuffer_decodesAll() {
        driven.receive("one\ntwo\n\nthr");
        assertThat(session.events).containsExactly("received one", "received two", "received ");
        assertThat(driven.conversation.messages()).isEqualTo(3);
    }

    @Test
    void receive_anyBuffer_readsFromPositionToLimit() {
        ByteBuffer direct = ByteBuffer.allocateDirect(10).put("xxab\ncdyyy".getBytes(StandardCharsets.US_ASCII));
        direct.limit(7).position(2);
        driven.conversation.receive(direct.asReadOnlyBuffer(), Boundary.MORE);
        driven.receive("ef\n");
        assertThat(session.events).containsExactly("received ab", "received cdef");
    }

    @Test
    void receive_littleEndianBuffer_decoderGetsBigEndian() {
        ManualConversation driven = ManualConversation.opened(ToyProtocols::lengthPrefixed, 100, session);
        ByteBuffer in = ByteBuffer.wrap(new byte[] {0, 1, 'a'}).order(ByteOrder.LITTLE_ENDIAN);
        driven.conversation.receive(in, Boundary.MORE);
        assertThat(session.events).containsExactly("received a");
        assertThat(in.hasRemaining()).isFalse();
        assertThat(in.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void sent_withoutNewInput_doesNotCallDecoder() {
        AtomicInteger calls = new AtomicInteger();
        Decoder<String> counted = (in, boundary) -> {
            calls.incrementAndGet();
            return ToyProtocols.line(in, boundary);
        };
        session.onMessage(send("answer"));
        ManualConversation driven = ManualConversation.opened(counted, 10, session);
        driven.receive("1\n2", Boundary.PAUSE);
        assertThat(calls).hasValue(2);
        driven.conversation.sent(1);
        driven.conversation.sent(5);
        assertThat(calls).hasValue(2);
        driven.receive("\n");
        assertThat(session.events).containsExactly("received 1", "drained", "received 2");
    }

    @Test
    void receive_decoderMovesLimit_throws() {
        ManualConversation driven = ManualConversation.opened(
                (in, boundary) -> {
                    in.limit(in.capacity());
                    return ToyProtocols.take(in, in.remaining());
                },
                2,
                session);
        assertThatThrownBy(() -> driven.receive("abcd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit");
        assertThat(session.events).isEmpty();
    }

    @Test
    void receive_emptyBuffer_doesNotCallDecoder() {
        ManualConversation driven = ManualConversation.opened(
                (in, boundary) -> {
                    throw new AssertionError("the decoder was called with nothing to decode");
                },
                10,
                session);
        driven.receive("");
        driven.receive("", Boundary.FRAME);
        assertThat(session.events).isEmpty();
        assertThat(driven.conversation.wantsInput()).isTrue();
    }

    @Test
    void receive_endAfterWholeMessage_callsInputEnded() {
        driven.receive("one\n", Boundary.END);
        assertThat(session.events).containsExactly("received one", "inputEnded");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.wantsInput()).isFalse();
    }

    @Test
    void receive_afterEnd_sessionMaySend() {
        session.on("inputEnded", send("still here"));
        driven.receive("", Boundary.END);
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        assertThat(driven.conversation.wantsInput()).isFalse();
        session.on("drained", Outbox::finish);
        assertThat(driven.write()).isEqualTo("still here");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void receive_inputAfterEnd_isDiscarded() {
        session.on("inputEnded", out -> {});
        driven.receive("", Boundary.END);
        driven.receive("one\n", Boundary.END);
        assertThat(session.events).containsExactly("inputEnded");
    }

    @Test
    void receive_incompleteMessageAtEnd_isRejected() {
        driven.receive("one\ntw", Boundary.END);
        assertThat(session.events).containsExactly("received one", "rejected TRUNCATED at 2");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
        assertThat(driven.conversation.rejection().reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void receive_incompleteFrame_isRejectedAfterWholeOnes() {
        driven.receive("one\ntwo\n", Boundary.FRAME);
        driven.receive("", Boundary.FRAME);
        driven.receive("three\n", Boundary.FRAME);
        assertThat(session.events).containsExactly("received one", "received two", "received three");
        driven.receive("four", Boundary.FRAME);
        assertThat(session.events).last().isEqualTo("rejected TRUNCATED at 4");
    }

    @Test
    void receive_pauseInsideMessage_waitsForRest() {
        driven.receive("on", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        assertThat(session.events).isEmpty();
        driven.receive("e\n", Boundary.PAUSE);
        assertThat(session.events).containsExactly("received one");
    }

    @Test
    void receive_invalidMessage_isRejectedAndEndsInput() {
        driven.receive("one\ntw!o\nthree\n");
        driven.receive("four\n", Boundary.END);
        assertThat(session.events).containsExactly("received one", "rejected MALFORMED at 2");
        assertThat(driven.conversation.wantsInput()).isFalse();
        assertThat(driven.conversation.messages()).isEqualTo(1);
    }

    @Test
    void receive_skippedBytes_doNotCountInOffsets() {
        ManualConversation driven = ManualConversation.opened(ToyProtocols::word, 5, session);
        driven.receive("  one;   ");
        assertThat(driven.conversation.midMessage()).isFalse();
        driven.receive("  ab!;");
        assertThat(session.events).containsExactly("received one", "rejected MALFORMED at 2");
    }

    @Test
    void receive_burst_isMessageAtPauseOrEnd() {
        ManualConversation driven = ManualConversation.opened(ToyProtocols::burst, 10, session);
        driven.receive("12");
        driven.receive("3", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        driven.receive("45", Boundary.END);
        assertThat(session.events).containsExactly("received 123", "received 45", "inputEnded");
    }

    @Test
    void receive_eachBoundary_endsBodyOnce() {
        ManualConversation driven = ManualConversation.opened(new ToyProtocols.Pieces(), 10, session);
        driven.receive("ab", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        driven.receive("c");
        driven.receive("d", Boundary.END);
        assertThat(session.events)
                .containsExactly(
                        "received +ab", "received .", "received +c", "received +d", "received .", "inputEnded");
    }

    @Test
    void receive_boundary_isPassedToDecoderOnce() {
        ManualConversation driven = ManualConversation.opened(new AlwaysEnding(), 10, session);
        driven.receive("", Boundary.PAUSE);
        driven.receive("", Boundary.MORE);
        driven.receive("", Boundary.END);
        assertThat(session.events).containsExactly("received PAUSE", "received END", "inputEnded");
    }

    /** A decoder that consumes nothing, and returns a message at every boundary. */
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
    void receive_decoderConsumesNothingForMessage_throws() {
        ManualConversation driven = ManualConversation.opened((in, boundary) -> "x", 10, session);
        assertThatThrownBy(() -> driven.receive("a")).isInstanceOf(IllegalStateException.class);
        ManualConversation framed = ManualConversation.opened((in, boundary) -> "x", 10, session);
        assertThatThrownBy(() -> framed.receive("a", Boundary.FRAME)).isInstanceOf(IllegalStateException.class);
        assertThat(session.events).isEmpty();
    }

    @Test
    void receive_decoderMovesPositionBack_throws() {
        ManualConversation driven = ManualConversation.opened(
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
        assertThat(session.events).containsExactly("received a");
    }

    @Test
    void receive_boundary_isPassedWithLastBytesOnly() {
        List<String> calls = new ArrayList<>();
        ManualConversation driven = ManualConversation.opened(
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
    void midMessage_incompleteMessage_isTrue() {
        assertThat(driven.conversation.midMessage()).isFalse();
        driven.receive("on");
        assertThat(driven.conversation.midMessage()).isTrue();
        driven.receive("e\n");
        assertThat(driven.conversation.midMessage()).isFalse();
    }

    @Test
    void timeouts_areThoseOfTheProtocol() {
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
