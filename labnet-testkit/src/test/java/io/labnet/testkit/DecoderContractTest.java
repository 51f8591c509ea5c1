// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.LinesContractTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the suite on broken decoders, to prove that its tests can fail. */
class DecoderContractTest {
    private static final String SAMPLES = "decode_givesWhatSamplesExpect";
    private static final String PIECES = "decode_givesTheSameInPieces";
    private static final String SPLIT = "decode_givesTheSameCutAnywhere";
    private static final String RANDOM_PIECES = "decode_givesTheSameInRandomPieces";
    private static final String TRUNCATED = "decode_givesOnlyAPrefixOfTruncatedInput";
    private static final String IMMEDIATELY = "decode_givesMessagesAtOnce";
    private static final String TRUNCATED_SAMPLE = "decode_refusesSampleCutAtEnd";
    private static final String KEEPS_NOTHING = "decode_keepsNothingThatItTakes";
    private static final String KEEPS_LIMITED = "decode_keepsNoMoreThanTheLimit";
    private static final String MUTATED = "decode_survivesMutatedSamples";
    private static final String RANDOM_BYTES = "decode_survivesRandomBytes";
    private static final String KINDS = "decode_givesTheSameFromEveryKindOfBuffer";
    private static final String STATE = "decode_sharesNoStateBetweenDecoders";
    private static final String ROUND_TRIP = "encode_givesWhatDecodesToTheSame";
    private static final String REPEAT = "encode_givesTheSameBytesAgain";
    private static final String CANONICAL = "encode_givesTheBytesThatWereAccepted";

    /** The decoders of the suites below; set before a suite runs. */
    private static volatile Supplier<Decoder<String>> decoders = () -> ToyDecoders::line;

    /** A suite, its broken decoders, and the tests that must fail. */
    record Broken(Class<?> suite, Supplier<Decoder<String>> decoders, Set<String> expected) {}

    @Test
    void goodDecoder_passes() {
        assertThat(failures(LinesContractTest.class)).isEmpty();
        decoders = () -> ToyDecoders::line;
        assertThat(failures(Lines.class)).isEmpty();
        assertThat(failures(ShortLines.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenDecoders")
    void brokenDecoder_fails(Broken broken) {
        decoders = broken.decoders;
        assertThat(failures(broken.suite)).containsAll(broken.expected);
    }

    /** A decoder with a single mistake fails only the tests of that rule. */
    @ParameterizedTest
    @MethodSource("withOneMistake")
    void decoderWithOneMistake_failsOnlyTheTestsOfThatRule(Broken broken) {
        decoders = broken.decoders;
        assertThat(failures(broken.suite)).containsExactlyInAnyOrderElementsOf(broken.expected);
    }

    static Stream<Broken> brokenDecoders() {
        Decoder<String> shared = new BrokenDecoders.CollectsALine(Integer.MAX_VALUE);
        return Stream.of(
                lines(
                        () -> BrokenDecoders::underflows,
                        SAMPLES,
                        PIECES,
                        SPLIT,
                        RANDOM_PIECES,
                        TRUNCATED,
                        MUTATED,
                        RANDOM_BYTES),
                lines(
                        () -> BrokenDecoders::returnsIncompleteLines,
                        PIECES,
                        SPLIT,
                        RANDOM_PIECES,
                        TRUNCATED,
                        RANDOM_BYTES),
                lines(() -> BrokenDecoders::reportsRemainingAsOffset, PIECES, RANDOM_PIECES, MUTATED),
                lines(() -> BrokenDecoders::returnsHalfALineAtTheEnd, SAMPLES, TRUNCATED),
                lines(() -> BrokenDecoders::changesTheBytes, SAMPLES, KINDS),
                lines(BrokenDecoders.KeepsTheBuffer::new, SAMPLES, RANDOM_PIECES),
                lines(() -> BrokenDecoders::returnsAnExtraLine, SAMPLES, PIECES, RANDOM_BYTES),
                lines(() -> shared, STATE),
                shortLines(BrokenDecoders.CollectsALongLine::new, KEEPS_LIMITED),
                new Broken(EncodesACount.class, decoders, Set.of(ROUND_TRIP, REPEAT, CANONICAL)));
    }

    static Stream<Broken> withOneMistake() {
        return Stream.of(
                lines(() -> BrokenDecoders::throwsForOneByte, MUTATED, RANDOM_BYTES),
                lines(() -> BrokenDecoders::toleratesNul, SAMPLES),
                lines(() -> BrokenDecoders::countsFromBufferStart, KINDS),
                shortLines(() -> BrokenDecoders::countsHighBytesFromBufferStart, KINDS),
                lines(() -> BrokenDecoders::readsTheArray, KINDS),
                lines(() -> BrokenDecoders::readsBeyondTheLimit, KINDS),
                lines(() -> BrokenDecoders::movesBack, KINDS),
                lines(() -> BrokenDecoders::waitsForAnotherByte, IMMEDIATELY),
                lines(() -> BrokenDecoders::ignoresCase, CANONICAL),
                shortLines(() -> new BrokenDecoders.CollectsALine(Integer.MAX_VALUE), KEEPS_NOTHING, KEEPS_LIMITED),
                shortLines(() -> new BrokenDecoders.CollectsALine(200), KEEPS_NOTHING),
                shortLines(() -> BrokenDecoders::consumesTheRestAtTheEnd, TRUNCATED_SAMPLE),
                shortLines(() -> BrokenDecoders::consumesTheRestOfAFrame, TRUNCATED_SAMPLE),
                shortLines(() -> BrokenDecoders::refusesTheEndAsMalformed, TRUNCATED_SAMPLE),
                new Broken(EncodesTheWrongEnd.class, decoders, Set.of(ROUND_TRIP, CANONICAL)),
                new Broken(HasNoAcceptedSample.class, decoders, Set.of(SAMPLES)),
                new Broken(ForgetsABodyAtTheEnd.class, decoders, Set.of(TRUNCATED_SAMPLE)));
    }

    private static Broken lines(Supplier<Decoder<String>> decoders, String... expected) {
        return new Broken(Lines.class, decoders, Set.of(expected));
    }

    private static Broken shortLines(Supplier<Decoder<String>> decoders, String... expected) {
        return new Broken(ShortLines.class, decoders, Set.of(expected));
    }

    /** Runs a suite; returns the names of the failed tests. */
    private static Set<String> failures(Class<?> suite) {
        SuiteRun run = SuiteRun.of(suite);
        boolean encodes = CodecContract.class.isAssignableFrom(suite);
        assertThat(run.run()).as("tests of the suite").hasSize(encodes ? 17 : 14);
        return run.failures().keySet();
    }

    /** The suite of lines, with the decoders under test. */
    static class Lines extends LinesContractTest {
        @Override
        protected Protocol<String, ?> protocol() {
            return new Protocol<>("broken", decoders, encoder(), 200);
        }
    }

    /**
     * The same with only short, complete lines; not canonical, because the decoders accept more than can be encoded.
     */
    static final class ShortLines extends Lines {
        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    DecoderSample.accepted(bytes("one\ntwo\n\nfour\n"), "one", "two", "", "four"),
                    DecoderSample.accepted(bytes("datagram\n"), "datagram").framed());
        }
    }

    static final class EncodesTheWrongEnd extends LinesContractTest {
        @Override
        protected Encoder<String> encoder() {
            return (line, out) -> out.put(bytes(line + "\r\n"));
        }
    }

    static final class EncodesACount extends LinesContractTest {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        protected Encoder<String> encoder() {
            return (line, out) -> out.put(bytes(line + count.incrementAndGet() + "\n"));
        }
    }

    /** A suite without an accepted sample. */
    static final class HasNoAcceptedSample extends LinesContractTest {
        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(DecoderSample.refused(bytes("\0"), Reason.MALFORMED));
        }
    }

    /** Does not refuse an incomplete body at the end of the input. */
    static final class ForgetsABodyAtTheEnd extends BodiesContractTest {
        @Override
        protected Protocol<String, ?> protocol() {
            Supplier<Decoder<String>> forgetting = () -> {
                Decoder<String> bodies = new ToyDecoders.Bodies();
                return (in, boundary) -> bodies.decode(in, boundary);
            };
            return new Protocol<String, String>("broken", forgetting, (text, out) -> {}, 4);
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return super.samples().subList(0, 1);
        }
    }
}
