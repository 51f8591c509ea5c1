// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A suite that can't fail proves nothing: here it runs on decoders that are broken, each in its own way. */
class DecoderContractTest {
    private static final String SAMPLES = "decode_givesWhatSamplesExpect";
    private static final String PIECES = "decode_givesTheSameInPieces";
    private static final String CUT = "decode_givesTheSameCutAnywhere";
    private static final String RANDOM_PIECES = "decode_givesTheSameInRandomPieces";
    private static final String TRUNCATED = "decode_givesOnlyAPrefixOfTruncatedInput";
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

    @Test
    void goodDecoder_passes() {
        assertThat(failures(LinesContractTest.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenOnes")
    void brokenDecoder_fails(Class<?> suite, Set<String> expected) {
        assertThat(failures(suite)).containsAll(expected);
    }

    /** What is wrong in one respect only is found by the test of that respect, and by no other. */
    @ParameterizedTest
    @MethodSource("brokenInOneRespect")
    void brokenDecoder_failsInThatRespectOnly(Class<?> suite, Set<String> expected) {
        assertThat(failures(suite)).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> brokenOnes() {
        return Stream.of(
                Arguments.of(
                        BrokenDecoders.Underflows.class,
                        Set.of(SAMPLES, PIECES, CUT, RANDOM_PIECES, TRUNCATED, MUTATED, NOISE)),
                Arguments.of(
                        BrokenDecoders.GivesWhatIsThere.class, Set.of(PIECES, CUT, RANDOM_PIECES, TRUNCATED, NOISE)),
                Arguments.of(BrokenDecoders.CountsWhatIsThere.class, Set.of(PIECES, RANDOM_PIECES, MUTATED)),
                Arguments.of(BrokenDecoders.GivesHalfALineAtTheEnd.class, Set.of(SAMPLES, TRUNCATED)),
                Arguments.of(BrokenDecoders.ChangesTheBytes.class, Set.of(SAMPLES, KINDS)),
                Arguments.of(BrokenDecoders.KeepsTheBuffer.Suite.class, Set.of(SAMPLES, RANDOM_PIECES)),
                Arguments.of(BrokenDecoders.GivesWhatIsNotThere.class, Set.of(SAMPLES, PIECES, NOISE)),
                Arguments.of(GreedyDecoders.CollectsALongLine.Suite.class, Set.of(KEEPS_LITTLE)),
                Arguments.of(BrokenDecoders.Shared.Suite.class, Set.of(STATE)),
                Arguments.of(BrokenDecoders.EncodesACount.class, Set.of(ROUND_TRIP, REPEAT, CANONICAL)));
    }

    static Stream<Arguments> brokenInOneRespect() {
        return Stream.of(
                Arguments.of(BrokenDecoders.ChokesOnOneByte.class, Set.of(MUTATED, NOISE)),
                Arguments.of(BrokenDecoders.ToleratesNul.class, Set.of(SAMPLES)),
                Arguments.of(BrokenDecoders.CountsFromTheBuffer.class, Set.of(KINDS)),
                Arguments.of(BrokenDecoders.ReadsTheArray.class, Set.of(KINDS)),
                Arguments.of(BrokenDecoders.ReadsBeyondTheLimit.class, Set.of(KINDS)),
                Arguments.of(BrokenDecoders.MovesBack.class, Set.of(KINDS)),
                Arguments.of(BrokenDecoders.EncodesTheWrongEnd.class, Set.of(ROUND_TRIP, CANONICAL)),
                Arguments.of(BrokenDecoders.DecodesTolerantly.class, Set.of(CANONICAL)),
                Arguments.of(BrokenDecoders.HasNoSamples.class, Set.of(SAMPLES)),
                Arguments.of(GreedyDecoders.CollectsALine.Suite.class, Set.of(KEEPS_NOTHING, KEEPS_LITTLE)),
                Arguments.of(GreedyDecoders.KeepsTheBeginning.Suite.class, Set.of(KEEPS_NOTHING)),
                Arguments.of(GreedyDecoders.TakesTheRestAtTheEnd.class, Set.of(CUT_AT_END)),
                Arguments.of(GreedyDecoders.TakesTheRestOfAFrame.class, Set.of(CUT_AT_END)),
                Arguments.of(GreedyDecoders.CallsTheEndMalformed.class, Set.of(CUT_AT_END)),
                Arguments.of(GreedyDecoders.ForgetsABodyAtTheEnd.class, Set.of(CUT_AT_END)));
    }

    /** Runs a suite and tells which of its tests failed. */
    private static Set<String> failures(Class<?> suite) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(suite))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        Set<String> failed = new TreeSet<>();
        Set<String> run = new TreeSet<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    String name = test.getDisplayName().replace("()", "");
                    run.add(name);
                    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                        failed.add(name);
                    }
                }
            }
        });
        boolean encodes = CodecContract.class.isAssignableFrom(suite);
        assertThat(run).as("tests of the suite").hasSize(encodes ? 15 : 12);
        return failed;
    }
}
