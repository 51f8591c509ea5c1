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

/** A suite that can't fail proves nothing: here it runs on decoders that are broken, each in its own way. */
class DecoderContractTest {
    private static final String SAMPLES = "decode_givesWhatSamplesExpect";
    private static final String PIECES = "decode_givesTheSameInPieces";
    private static final String CUT = "decode_givesTheSameCutAnywhere";
    private static final String RANDOM_PIECES = "decode_givesTheSameInRandomPieces";
    private static final String TRUNCATED = "decode_givesOnlyAPrefixOfTruncatedInput";
    private static final String AT_ONCE = "decode_givesMessagesAtOnce";
    private static final String CUT_AT_END = "decode_refusesSampleCutAtEnd";
    private static final String KEEPS_NOTHING = "decode_keepsNothingThatItTakes";
    private static final String KEEPS_LITTLE = "decode_keepsNoMoreThanTheLimit";
    private static final String MUTATED = "decode_survivesMutatedSamples";
    private static final String NOISE = "decode_survivesRandomBytes";
    private static final String KINDS = "decode_givesTheSameFromEveryKindOfBuffer";
    private static final String STATE = "decode_sharesNoStateBetweenDecoders";
    private static final String ROUND_TRIP = "encode_givesWhatDecodesToTheSame";
    private static final String REPEAT = "encode_givesTheSameBytesAgain";
    private static final String CANONICAL = "encode_givesTheBytesThatWereAccepted";

    /** What the suites below decode with; set before they are run. */
    private static volatile Supplier<Decoder<String>> decoders = () -> ToyDecoders::line;

    /** A suite, the decoders that it is run on, and the tests that have to fail. */
    record Broken(Class<?> suite, Supplier<Decoder<String>> decoders, Set<String> expected) {}

    @Test
    void goodDecoder_passes() {
        assertThat(failures(LinesContractTest.class)).isEmpty();
        decoders = () -> ToyDecoders::line;
        assertThat(failures(Lines.class)).isEmpty();
        assertThat(failures(ShortLines.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenOnes")
    void brokenDecoder_fails(Broken broken) {
        decoders = broken.decoders;
        assertThat(failures(broken.suite)).containsAll(broken.expected);
    }

    /** What is wrong in one respect only is found by the test of that respect, and by no other. */
    @ParameterizedTest
    @MethodSource("brokenInOneRespect")
    void brokenDecoder_failsInThatRespectOnly(Broken broken) {
        decoders = broken.decoders;
        assertThat(failures(broken.suite)).containsExactlyInAnyOrderElementsOf(broken.expected);
    }

    static Stream<Broken> brokenOnes() {
        Decoder<String> shared = new BrokenDecoders.CollectsALine(Integer.MAX_VALUE);
        return Stream.of(
                lines(() -> BrokenDecoders::underflows, SAMPLES, PIECES, CUT, RANDOM_PIECES, TRUNCATED, MUTATED, NOISE),
                lines(() -> BrokenDecoders::givesWhatIsThere, PIECES, CUT, RANDOM_PIECES, TRUNCATED, NOISE),
                lines(() -> BrokenDecoders::countsWhatIsThere, PIECES, RANDOM_PIECES, MUTATED),
                lines(() -> BrokenDecoders::givesHalfALineAtTheEnd, SAMPLES, TRUNCATED),
                lines(() -> BrokenDecoders::changesTheBytes, SAMPLES, KINDS),
                lines(BrokenDecoders.KeepsTheBuffer::new, SAMPLES, RANDOM_PIECES),
                lines(() -> BrokenDecoders::givesWhatIsNotThere, SAMPLES, PIECES, NOISE),
                lines(() -> shared, STATE),
                shortLines(BrokenDecoders.CollectsALongLine::new, KEEPS_LITTLE),
                new Broken(EncodesACount.class, decoders, Set.of(ROUND_TRIP, REPEAT, CANONICAL)));
    }

    static Stream<Broken> brokenInOneRespect() {
        return Stream.of(
                lines(() -> BrokenDecoders::chokesOnOneByte, MUTATED, NOISE),
                lines(() -> BrokenDecoders::toleratesNul, SAMPLES),
                lines(() -> BrokenDecoders::countsFromTheBuffer, KINDS),
                shortLines(() -> BrokenDecoders::countsHighBytesFromTheBuffer, KINDS),
                lines(() -> BrokenDecoders::readsTheArray, KINDS),
                lines(() -> BrokenDecoders::readsBeyondTheLimit, KINDS),
                lines(() -> BrokenDecoders::movesBack, KINDS),
                lines(() -> BrokenDecoders::waitsForAnotherByte, AT_ONCE),
                lines(() -> BrokenDecoders::decodesTolerantly, CANONICAL),
                shortLines(() -> new BrokenDecoders.CollectsALine(Integer.MAX_VALUE), KEEPS_NOTHING, KEEPS_LITTLE),
                shortLines(() -> new BrokenDecoders.CollectsALine(200), KEEPS_NOTHING),
                shortLines(() -> BrokenDecoders::takesTheRestAtTheEnd, CUT_AT_END),
                shortLines(() -> BrokenDecoders::takesTheRestOfAFrame, CUT_AT_END),
                shortLines(() -> BrokenDecoders::callsTheEndMalformed, CUT_AT_END),
                new Broken(EncodesTheWrongEnd.class, decoders, Set.of(ROUND_TRIP, CANONICAL)),
                new Broken(HasNoSamples.class, decoders, Set.of(SAMPLES)),
                new Broken(ForgetsABodyAtTheEnd.class, decoders, Set.of(CUT_AT_END)));
    }

    private static Broken lines(Supplier<Decoder<String>> decoders, String... expected) {
        return new Broken(Lines.class, decoders, Set.of(expected));
    }

    private static Broken shortLines(Supplier<Decoder<String>> decoders, String... expected) {
        return new Broken(ShortLines.class, decoders, Set.of(expected));
    }

    /** Runs a suite and tells which of its tests failed. */
    private static Set<String> failures(Class<?> suite) {
        SuiteRun run = SuiteRun.of(suite);
        boolean encodes = CodecContract.class.isAssignableFrom(suite);
        assertThat(run.run()).as("tests of the suite").hasSize(encodes ? 17 : 14);
        return run.failures().keySet();
    }

    /** The suite of lines on other decoders. */
    static class Lines extends LinesContractTest {
        @Override
        protected Protocol<String, ?> protocol() {
            return new Protocol<>("broken", decoders, encoder(), 200);
        }
    }

    /** With whole short lines only; the decoders don't refuse what could not be encoded. */
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

    /** A suite whose samples check nothing. */
    static final class HasNoSamples extends LinesContractTest {
        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(DecoderSample.refused(bytes("\0"), Reason.MALFORMED));
        }
    }

    /** Does not mind that the rest of a body is missing. */
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
