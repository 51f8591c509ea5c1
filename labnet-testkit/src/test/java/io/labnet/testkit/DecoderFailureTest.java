// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.LengthPrefix;
import io.labnet.testkit.BrokenFrames.Text;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests the message for each broken decoder: the rule, the smallest input, the results, and a remedy. */
class DecoderFailureTest {
    /** The decoders of the suite below; set before it runs. */
    private static volatile Supplier<Decoder<Text>> decoders = () -> BrokenFrames::correct;

    @Test
    void correctDecoder_passes() {
        decoders = () -> BrokenFrames::correct;
        assertThat(SuiteRun.of(Frames.class).failures()).isEmpty();
    }

    @Test
    @EnabledIf("io.labnet.testkit.internal.Allocations#areCounted")
    void announcedLength_isNotAllocated() {
        assertThat(failure(BrokenFrames::allocatesAnnouncedLength, "decode_allocatesNoMoreThanCame"))
                .startsWith("the decoder breaks a rule: a decoder allocates memory for received bytes, not for a length"
                        + " that the peer announces\n")
                .containsPattern("  input:    0[1-9a-f] [0-9a-f]{2} [0-9a-f]{2} [0-9a-f]{2} \\|   \\(bytes in hex\\)\n")
                .containsPattern(
                        "  came:     a call with 4 bytes in its buffer allocated \\d{8,} bytes; the limit is 131584\n")
                .contains(
                        "  to do:    return null until in.remaining() is at least the length, and then create the array");
    }

    /** A first call may load classes. */
    @Test
    void firstCall_mayAllocateMore() {
        AtomicBoolean first = new AtomicBoolean();
        List<byte[]> loaded = new ArrayList<>();
        decoders = () -> (in, boundary) -> {
            loaded.addAll(first.getAndSet(false) ? List.of(new byte[1 << 20]) : List.of());
            return BrokenFrames.correct(in, boundary);
        };
        for (String test : SuiteRun.of(Frames.class).run()) {
            first.set(true);
            assertThat(SuiteRun.of(Frames.class, test).failures()).isEmpty();
        }
        assertThat(loaded).as("first calls").hasSizeGreaterThan(10);
    }

    @Test
    void loop_isReportedWithItsInput() {
        decoders = () -> BrokenFrames::waitsForTheRest;
        SuiteRun run = SuiteRun.of(LoopingFrames.class);

        assertThat(run.failures()).hasSize(1);
        assertThat(run.skipped()).isNotEmpty();
        assertThat(run.failures().values().iterator().next())
                .startsWith("the decoder breaks a rule: every call of a decoder returns\n")
                .containsPattern("  input:    ([0-9a-f]{2} |\\| )+")
                .contains("had not returned after 500 ms; it is at io.labnet.testkit.BrokenFrames.waitsForTheRest(")
                .contains("  to do:    look for a loop that does not end when no bytes remain");
    }

    @Test
    void keptBuffer_isDetected() {
        assertThat(failure(BrokenFrames::keepsTheBuffer, "decode_givesWhatSamplesExpect"))
                .isEqualTo(failure(
                        "neither a decoder nor a message keeps the buffer of a call",
                        "00 00 00 02 61 62 END   (bytes in hex)",
                        "[\"ab\"], refusal none (if the buffer is not overwritten after the call)",
                        "[\"\u009e\u009d\"], refusal none if the buffer is overwritten after the call",
                        "copy the bytes that you need into a new array: the buffer is overwritten after the call"));
    }

    @Test
    void movedLimit_isDetected() {
        assertThat(failure(BrokenFrames::readsBeyondTheLimit, "decode_givesTheSameFromEveryKindOfBuffer"))
                .isEqualTo(failure(
                        "a decoder reads only up to the limit of its buffer",
                        "00 END   (bytes in hex)",
                        "a message, null or a ProtocolException",
                        "it moved the limit by 3 bytes",
                        "return null if bytes are missing; if you need another limit, set it on in.slice()"));
    }

    @Test
    void movedPosition_ofIncompleteMessage_isDetected() {
        assertThat(failure(BrokenFrames::forgetsItsPosition, "decode_givesTheSameInPieces"))
                .isEqualTo(failure(
                        "the same input decodes to the same messages, however it is split",
                        "00 00 00 02 61 | 62 END   (bytes in hex; | is where the input is split)",
                        "[\"ab\"], refusal none (from the same bytes without splits)",
                        "[], refusal TRUNCATED at 2; calls that returned null consumed 4 bytes",
                        "while a message is incomplete, return null and set the position back to where the call found"
                                + " it: the next call gets these bytes again, with those that follow"));
    }

    @Test
    void waitingForAnotherByte_isDetected() {
        Decoder<Text> waiting = (in, boundary) -> {
            ByteBuffer copy = in.duplicate();
            Text text = BrokenFrames.correct(copy, boundary);
            if (text == null || (!copy.hasRemaining() && boundary == Boundary.MORE)) {
                return null;
            }
            in.position(copy.position());
            return text;
        };
        assertThat(failure(waiting, "decode_givesMessagesAtOnce"))
                .isEqualTo(failure(
                        "a complete message is returned immediately, before more input arrives",
                        "00 00 00 02 61 62 END   (bytes in hex)",
                        "[\"ab\"] (once the input has ended)",
                        "[] while more input may follow",
                        "return a message even if no bytes remain after it: the sender may be waiting for the reply; if"
                                + " only the end of the input can end a message, return false from"
                                + " messagesEndThemselves()"));
    }

    @Test
    void otherException_isShownWithItsPlace() {
        assertThat(failure(BrokenFrames::neverChecksRemaining, "decode_survivesMutatedSamples"))
                .startsWith("the decoder breaks a rule: a decoder throws only ProtocolException, for any input\n")
                .containsPattern("  input:    [0-9a-f]{2} END   \\(bytes in hex\\)\n")
                .contains("came:     it threw java.lang.IndexOutOfBoundsException")
                .contains(", at io.labnet.testkit.BrokenFrames.length(BrokenFrames.java:")
                .contains("to do:    compare in.remaining() with the number of bytes to read");
    }

    @Test
    void messagesThatDependOnTheSplit_areShownWithTheFewestSplits() {
        assertThat(failure(BrokenFrames::returnsIncompleteText, "decode_givesTheSameInRandomPieces"))
                .startsWith(
                        "the decoder breaks a rule: the same input decodes to the same messages, however it is split\n")
                .containsPattern("  input:    ([0-9a-f]{2} ){4}\\| [0-9a-f]{2} END   \\(bytes in hex; \\| is where")
                .containsPattern("  expected: \\[\".\"\\], refusal none \\(from the same bytes without splits\\)\n")
                .contains("  came:     [\"\"], refusal TRUNCATED at 1\n");
    }

    /** The decoder is correct. */
    @Test
    void messagesWithoutEquals_areNotBlamedOnTheDecoder() {
        assertThat(SuiteRun.of(Arrays.class).failures())
                .hasEntrySatisfying(
                        "decode_givesWhatSamplesExpect",
                        text -> assertThat(text)
                                .startsWith(
                                        "decoding the same input twice has different results: either the messages have no equals()"))
                .allSatisfy((test, text) -> assertThat(text).doesNotContain("breaks a rule"));
    }

    @Test
    @SuppressWarnings("NullAway") // The mistake under test.
    void protocolWithoutDecoder_isReported() {
        assertThat(failure(() -> null, "decode_givesWhatSamplesExpect"))
                .isEqualTo("the protocol's supplier returned no decoder");
    }

    private static String failure(Decoder<Text> broken, String test) {
        return failure(() -> broken, test);
    }

    private static String failure(Supplier<Decoder<Text>> broken, String test) {
        decoders = broken;
        return Objects.requireNonNull(SuiteRun.of(Frames.class, test).failures().get(test));
    }

    /** The decoder keeps the bytes of an incomplete message, to which no limit applies. */
    @Test
    void consumedAndKeptBytes_areDetected() {
        assertThat(failure(BrokenFrames.Collects::new, "decode_keepsNothingThatItTakes"))
                .startsWith(
                        "the decoder breaks a rule: a decoder does not keep bytes that it consumes without returning"
                                + " a message\n")
                .contains("  input:    00 | 00 00 02 61 62 END   (bytes in hex; | is where the input is split)\n")
                .contains(
                        "  expected: the same result from a decoder that did not get the bytes consumed without a message\n")
                .contains(
                        "with these bytes: the message \"ab\", consuming 5 bytes; without them: null, consuming 5 bytes\n")
                .contains("  to do:    leave the bytes of an incomplete message in the buffer");
    }

    private static String failure(String rule, String input, String expected, String came, String remedy) {
        return String.join(
                "\n",
                "the decoder breaks a rule: " + rule,
                "  input:    " + input,
                "  expected: " + expected,
                "  came:     " + came,
                "  to do:    " + remedy);
    }

    static class Frames extends DecoderContract<Text> {
        @Override
        protected Protocol<Text, ?> protocol() {
            return new Protocol<Text, Text>("frames", decoders, (text, out) -> {}, BrokenFrames.MOST + 4);
        }

        @Override
        protected List<DecoderSample<Text>> samples() {
            return List.of(
                    DecoderSample.accepted(
                            hex("0000000261620000000000000001" + "63"), Text.of("ab"), Text.of(""), Text.of("c")),
                    DecoderSample.<Text>refused(hex("ffffffff"), Reason.TOO_LARGE)
                            .at(0));
        }

        private static byte[] hex(String digits) {
            return HexFormat.of().parseHex(digits);
        }
    }

    static final class Arrays extends DecoderContract<byte[]> {
        @Override
        protected Protocol<byte[], ?> protocol() {
            return LengthPrefix.ofBytes(1).framing(9).protocol("arrays");
        }

        @Override
        protected List<DecoderSample<byte[]>> samples() {
            return List.of(DecoderSample.<byte[]>accepted(new byte[] {1, 2}, new byte[] {2}));
        }
    }

    static final class LoopingFrames extends Frames {
        @Override
        protected Duration callTimeout() {
            return Duration.ofMillis(500);
        }
    }
}
