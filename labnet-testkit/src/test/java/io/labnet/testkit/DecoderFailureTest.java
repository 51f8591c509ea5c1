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

/** What somebody is told whose first decoder is wrong: the rule, the smallest input, what came, and what to do. */
class DecoderFailureTest {
    /** What the suite below decodes with; set before it is run. */
    private static volatile Supplier<Decoder<Text>> decoders = () -> BrokenFrames::right;

    @Test
    void rightOne_passes() {
        decoders = () -> BrokenFrames::right;
        assertThat(SuiteRun.of(Frames.class).failures()).isEmpty();
    }

    @Test
    @EnabledIf("io.labnet.testkit.internal.Allocations#areCounted")
    void claimedLength_isNotAllocated() {
        assertThat(failure(BrokenFrames::allocatesWhatIsClaimed, "decode_allocatesNoMoreThanCame"))
                .startsWith("the decoder breaks a rule: a decoder allocates memory for bytes that have come, not for a"
                        + " length that the peer claims\n")
                .containsPattern("  input:    0[1-9a-f] [0-9a-f]{2} [0-9a-f]{2} [0-9a-f]{2} \\|   \\(bytes in hex\\)\n")
                .containsPattern(
                        "  came:     a call that was shown 4 bytes allocated \\d{8,}, where 131584 are enough\n")
                .contains("  to do:    return null until in.remaining() is at least the length, and make the array");
    }

    /** As one that loads classes does. */
    @Test
    void firstCall_mayAllocateWhateverTheTest() {
        AtomicBoolean first = new AtomicBoolean();
        List<byte[]> loaded = new ArrayList<>();
        decoders = () -> (in, boundary) -> {
            loaded.addAll(first.getAndSet(false) ? List.of(new byte[1 << 20]) : List.of());
            return BrokenFrames.right(in, boundary);
        };
        for (String test : SuiteRun.of(Frames.class).run()) {
            first.set(true);
            assertThat(SuiteRun.of(Frames.class, test).failures()).isEmpty();
        }
        assertThat(loaded).as("first calls").hasSizeGreaterThan(10);
    }

    @Test
    void loop_isEndedWithItsInput() {
        decoders = () -> BrokenFrames::waitsForTheRest;
        SuiteRun run = SuiteRun.of(LoopingFrames.class);

        assertThat(run.failures()).hasSize(1);
        assertThat(run.skipped()).isNotEmpty();
        assertThat(run.failures().values().iterator().next())
                .startsWith("the decoder breaks a rule: every call of a decoder returns\n")
                .containsPattern("  input:    ([0-9a-f]{2} |\\| )+")
                .contains("had not returned after 500 ms; it is at io.labnet.testkit.BrokenFrames.waitsForTheRest(")
                .contains("  to do:    look for a loop that does not end when the bytes run out");
    }

    @Test
    void bufferThatIsKept_isFoundBecauseItIsOverwritten() {
        assertThat(failure(BrokenFrames::keepsTheBuffer, "decode_givesWhatSamplesExpect"))
                .isEqualTo(told(
                        "neither a decoder nor a message keeps the buffer of a call",
                        "00 00 00 02 61 62 END   (bytes in hex)",
                        "[\"ab\"], refusal none (as when the buffer of a call stays as it is)",
                        "[\"\u009e\u009d\"], refusal none when it is overwritten after the call",
                        "copy the bytes that you need into an array of your own: the buffer is overwritten after the"
                                + " call"));
    }

    @Test
    void limit_isNotMoved() {
        assertThat(failure(BrokenFrames::readsBeyondTheLimit, "decode_givesTheSameFromEveryKindOfBuffer"))
                .isEqualTo(told(
                        "a decoder reads up to the limit of its buffer and no farther",
                        "00 END   (bytes in hex)",
                        "a message, null or a ProtocolException",
                        "it moved the limit by 3 bytes",
                        "return null where bytes are missing; if you need a limit of your own, set it on in.slice()"));
    }

    @Test
    void position_isWhereItWasWhenAMessageIsIncomplete() {
        assertThat(failure(BrokenFrames::forgetsItsPosition, "decode_givesTheSameInPieces"))
                .isEqualTo(told(
                        "the same input gives the same messages, however it is cut into pieces",
                        "00 00 00 02 61 | 62 END   (bytes in hex; | is where the input is cut)",
                        "[\"ab\"], refusal none (as from the same bytes without cuts)",
                        "[], refusal TRUNCATED at 2; calls that gave null took 4 bytes",
                        "as long as a message is incomplete, return null and put the position back to where the call"
                                + " found it: the bytes come again, with those that follow them"));
    }

    @Test
    void messageThatWaitsForAnotherByte_isFound() {
        Decoder<Text> waiting = (in, boundary) -> {
            ByteBuffer copy = in.duplicate();
            Text text = BrokenFrames.right(copy, boundary);
            if (text == null || (!copy.hasRemaining() && boundary == Boundary.MORE)) {
                return null;
            }
            in.position(copy.position());
            return text;
        };
        assertThat(failure(waiting, "decode_givesMessagesAtOnce"))
                .isEqualTo(told(
                        "a message that is whole is given at once, not when something follows it",
                        "00 00 00 02 61 62 END   (bytes in hex)",
                        "[\"ab\"] (as at the end)",
                        "[] as long as more may follow",
                        "return it also if nothing remains behind it, without waiting for another byte or the end: the"
                                + " sender may wait for an answer; where only the end of the input ends a message,"
                                + " messagesEndThemselves() says so"));
    }

    @Test
    void otherException_isShownWithItsPlace() {
        assertThat(failure(BrokenFrames::throwsWhateverHappens, "decode_survivesMutatedSamples"))
                .startsWith("the decoder breaks a rule: a decoder throws nothing but ProtocolException, whatever the"
                        + " bytes\n")
                .containsPattern("  input:    [0-9a-f]{2} END   \\(bytes in hex\\)\n")
                .contains("came:     it let java.lang.IndexOutOfBoundsException")
                .contains(" escape, at io.labnet.testkit.BrokenFrames.length(BrokenFrames.java:")
                .contains("to do:    compare in.remaining() with what you are about to read");
    }

    @Test
    void messagesThatDependOnTheCut_areShownWithTheFewestCuts() {
        assertThat(failure(BrokenFrames::givesWhatIsThere, "decode_givesTheSameInRandomPieces"))
                .startsWith("the decoder breaks a rule: the same input gives the same messages, however it is cut into"
                        + " pieces\n")
                .containsPattern("  input:    ([0-9a-f]{2} ){4}\\| [0-9a-f]{2} END   \\(bytes in hex; \\| is where")
                .containsPattern("  expected: \\[\".\"\\], refusal none \\(as from the same bytes without cuts\\)\n")
                .contains("  came:     [\"\"], refusal TRUNCATED at 1\n");
    }

    /** Nothing is wrong with the decoder. */
    @Test
    void messagesWithoutEquals_areNotBlamedOnTheDecoder() {
        assertThat(SuiteRun.of(Arrays.class).failures())
                .hasEntrySatisfying(
                        "decode_givesWhatSamplesExpect",
                        text -> assertThat(text)
                                .startsWith(
                                        "what comes of the same input twice is not equal: either the messages have no equals()"))
                .allSatisfy((test, text) -> assertThat(text).doesNotContain("breaks a rule"));
    }

    @Test
    @SuppressWarnings("NullAway") // That is what is wrong with it.
    void protocolWithoutDecoder_isTold() {
        assertThat(failure(() -> null, "decode_givesWhatSamplesExpect")).isEqualTo("the protocol made no decoder");
    }

    private static String failure(Decoder<Text> broken, String test) {
        return failure(() -> broken, test);
    }

    private static String failure(Supplier<Decoder<Text>> broken, String test) {
        decoders = broken;
        return Objects.requireNonNull(SuiteRun.of(Frames.class, test).failures().get(test));
    }

    /** The same decoder, but stateful: it takes the bytes of an incomplete message, where no limit sees them. */
    @Test
    void bytesThatAreTakenAndKept_areFound() {
        assertThat(failure(BrokenFrames.Collects::new, "decode_keepsNothingThatItTakes"))
                .startsWith(
                        "the decoder breaks a rule: a decoder keeps none of the bytes that it takes without giving a"
                                + " message\n")
                .contains("  input:    00 | 00 00 02 61 62 END   (bytes in hex; | is where the input is cut)\n")
                .contains("  expected: the same from a decoder that was not shown those bytes\n")
                .contains("with them it gives the message \"ab\", taking 5 bytes, without them null, taking 5 bytes\n")
                .contains("  to do:    leave the bytes of an incomplete message in the buffer");
    }

    private static String told(String rule, String input, String expected, String came, String remedy) {
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
