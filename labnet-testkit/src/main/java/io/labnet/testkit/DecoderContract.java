// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The tests that every {@link io.labnet.core.codec.Decoder} passes. A test class extends this one and gives a protocol
 * and samples; it inherits the rest. They check that the samples give what they should, that it does not matter how
 * input is cut and in which kind of buffer it lies, and that a decoder survives whatever it is sent.
 *
 * <p>Each sample is cut at every point (at some 4,096 points if it is longer), so keep most of them short. What is
 * random is the same in every run.
 *
 * @param <M> the type of the messages, compared by {@code equals}
 */
public abstract class DecoderContract<M> {
    private static final long SEED = 20_26;
    private static final int[] SIZES = {100, 5, 3, 2, 1};
    private static final int RANDOM_CUTS = 50;
    private static final int MUTANTS = 100;
    private static final int NOISES = 500;
    private static final int MOST_CUTS = 4096;
    private static final int MOST_NOISE = 300;

    /** For subclasses. */
    protected DecoderContract() {}

    /**
     * Gives the protocol under test. Its decoders and its limit matter here, what it encodes does not.
     *
     * @return the protocol; asked for many times, it may be the same one
     */
    protected abstract Protocol<M, ?> protocol();

    /**
     * Gives inputs with what must come of them, some of them accepted and some refused.
     *
     * @return the samples, at least one of them accepted with a message
     */
    protected abstract List<DecoderSample<M>> samples();

    /**
     * Joins messages that depend on how the input was cut, such as the pieces of a long body, into ones that do not.
     * Samples name the joined messages.
     *
     * @param messages the messages as they were decoded, in order
     * @return by default the same
     */
    protected List<M> joined(List<M> messages) {
        return messages;
    }

    /**
     * Tells whether every message ends by itself, so that input which ends early never gives a message that the whole
     * input does not give.
     *
     * @return by default {@code true}; {@code false} where a pause or the end of the input ends a message, which may
     *     then be a shorter one: in that case the last (joined) message is not compared
     */
    protected boolean messagesEndThemselves() {
        return true;
    }

    /** The samples give their messages and are refused as they should be. */
    @Test
    public final void decode_givesWhatSamplesExpect() {
        assertThat(samples())
                .as("samples that are accepted")
                .anyMatch(sample -> !sample.isRefused() && !sample.messages().isEmpty());
        for (DecoderSample<M> sample : samples()) {
            Outcome<M> outcome = outcome(sample.input().whole());
            assertThat(outcome.messages()).as("messages of %s", sample).isEqualTo(sample.messages());
            assertThat(sample.expects(outcome.refusal()))
                    .as("%s gives %s instead of refusal %s", sample, outcome, sample.expectedRefusal())
                    .isTrue();
        }
    }

    /** Input in pieces of 100, 5, 3, 2 and 1 bytes gives the same as whole input. */
    @Test
    public final void decode_givesTheSameInPieces() {
        for (Input input : streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int size : SIZES) {
                if (input.length() / size <= 4 * MOST_CUTS) {
                    checkSame(whole, input.cut(Chunks.ofSize(input.bytes(), size)));
                }
            }
        }
    }

    /** Input that is cut in two gives the same as whole input, wherever it is cut. */
    @Test
    public final void decode_givesTheSameCutAnywhere() {
        for (Input input : streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int point = 0; point <= input.length(); point += step(input)) {
                checkSame(whole, input.cut(Chunks.splitAt(input.bytes(), point)));
            }
        }
    }

    /** Input in random pieces gives the same as whole input, also when pauses and the end come a moment later. */
    @Test
    public final void decode_givesTheSameInRandomPieces() {
        Random random = new Random(SEED);
        for (Input input : streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int i = 0; i < RANDOM_CUTS; i++) {
                checkSame(whole, randomParts(input, random));
            }
        }
    }

    /** Input that ends early, wherever it does, gives some of the messages and no others. */
    @Test
    public final void decode_givesOnlyAPrefixOfTruncatedInput() {
        for (DecoderSample<M> sample : samples()) {
            List<M> all = outcome(sample.input().whole()).messages();
            for (int length = 0; length < sample.input().length(); length += step(sample.input())) {
                Input truncated = sample.input().truncated(length);
                List<M> some = outcome(truncated.whole()).messages();
                int compared = messagesEndThemselves() ? some.size() : Math.max(0, some.size() - 1);
                assertThat(some.subList(0, compared))
                        .as("messages of %s, a part of %s", truncated, sample)
                        .isEqualTo(all.subList(0, Math.min(compared, all.size())));
            }
        }
    }

    /** Samples with some bytes changed give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesMutatedSamples() {
        Mutants mutants = mutants();
        for (DecoderSample<M> sample : samples()) {
            for (int i = 0; i < mutantsOf(sample); i++) {
                checkSurvives(mutants.mutant(sample.input().bytes()), mutants.random(), sample.input());
            }
        }
    }

    /** Random bytes give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesRandomBytes() {
        Mutants mutants = mutants();
        Input model = samples().get(0).input();
        for (int i = 0; i < NOISES; i++) {
            checkSurvives(mutants.noise(MOST_NOISE), mutants.random(), model);
        }
    }

    /** Read-only and direct buffers, and parts of arrays and of buffers, give the same. */
    @Test
    public final void decode_givesTheSameFromEveryKindOfBuffer() {
        for (DecoderSample<M> sample : samples()) {
            Outcome<M> expected = outcome(sample.input().whole());
            for (BufferKind kind : BufferKind.values()) {
                assertThat(outcome(kind, sample.input().whole()))
                        .as("%s in %s buffers", sample, kind)
                        .isEqualTo(expected);
            }
        }
    }

    /** Two decoders that are used by turns give the same as one after the other. */
    @Test
    public final void decode_sharesNoStateBetweenDecoders() {
        List<Input> inputs = streams();
        for (Input one : inputs) {
            for (Input other : inputs.subList(0, Math.min(inputs.size(), 8))) {
                if (one.length() + other.length() <= MOST_CUTS) {
                    checkByTurns(one, other);
                }
            }
        }
    }

    /** The samples' inputs with some bytes changed, for checks of subclasses. */
    List<Input> mutatedInputs() {
        Mutants mutants = mutants();
        List<Input> inputs = new ArrayList<>();
        for (DecoderSample<M> sample : samples()) {
            for (int i = 0; i < mutantsOf(sample); i++) {
                byte[] mutant = mutants.mutant(sample.input().bytes());
                inputs.add(new Input(mutant, new int[0], sample.input().last()));
            }
        }
        return inputs;
    }

    Outcome<M> outcome(List<Input.Part> parts) {
        return outcome(BufferKind.HEAP, parts);
    }

    private Outcome<M> outcome(BufferKind kind, List<Input.Part> parts) {
        return outcome(Hearing.of(protocol(), kind, parts));
    }

    private Outcome<M> outcome(Hearing<M> hearing) {
        return new Outcome<>(joined(hearing.messages()), hearing.refusal());
    }

    private void checkSame(Outcome<M> expected, List<Input.Part> parts) {
        assertThat(outcome(parts)).as("what comes of %s", Input.describe(parts)).isEqualTo(expected);
    }

    private void checkSurvives(byte[] bytes, Random random, Input model) {
        boolean pausing = protocol().pauses() && bytes.length > 0 && random.nextBoolean();
        int[] pauses = pausing ? new int[] {1 + random.nextInt(bytes.length)} : new int[0];
        Input input = new Input(bytes, pauses, model.last());
        Outcome<M> whole = outcome(input.whole());
        if (!input.isFrame()) {
            checkSame(whole, randomParts(input, random));
        }
    }

    private void checkByTurns(Input one, Input other) {
        List<Input.Part> first = one.cut(Chunks.ofSize(one.bytes(), 1));
        List<Input.Part> second = other.cut(Chunks.ofSize(other.bytes(), 1));
        Hearing<M> hearing = new Hearing<>(protocol(), BufferKind.HEAP);
        Hearing<M> neighbour = new Hearing<>(protocol(), BufferKind.HEAP);
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                hearing.hear(first.get(i));
            }
            if (i < second.size()) {
                neighbour.hear(second.get(i));
            }
        }
        assertThat(outcome(hearing)).as("%s by turns with %s", one, other).isEqualTo(outcome(one.whole()));
        assertThat(outcome(neighbour)).as("%s by turns with %s", other, one).isEqualTo(outcome(other.whole()));
    }

    private static List<Input.Part> randomParts(Input input, Random random) {
        List<Input.Part> parts = input.cut(Chunks.random(input.bytes(), random));
        return random.nextBoolean() ? Input.boundariesAlone(parts) : parts;
    }

    private Mutants mutants() {
        return new Mutants(
                samples().stream().map(sample -> sample.input().bytes()).toList(), SEED);
    }

    /** Fewer of long samples, so that the time stays within bounds. */
    private static int mutantsOf(DecoderSample<?> sample) {
        return Math.max(5, MUTANTS / (1 + sample.input().length() / 1000));
    }

    /** What can be cut: all inputs but frames. */
    private List<Input> streams() {
        return samples().stream()
                .map(DecoderSample::input)
                .filter(input -> !input.isFrame())
                .toList();
    }

    private static int step(Input input) {
        return 1 + input.length() / MOST_CUTS;
    }
}
