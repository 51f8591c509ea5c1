// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.testkit.internal.BufferKind;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome;
import io.labnet.testkit.internal.SampleInputs;
import io.labnet.testkit.internal.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
    private static final int NOISES = 500;
    private static final int MOST_CUTS = 4096;
    private static final int MOST_NOISE = 300;
    private static final int MOST_ENDS = 1024;
    private static final int PROLONGED_POINTS = 8;
    private static final int PROLONGED_PIECES = 64;
    private static final int PROLONGED_LIMIT = 1 << 16;

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

    /**
     * Tells whether input that ends inside a (joined) message is refused as truncated, be it by the decoder or because
     * bytes are left that it has not taken.
     *
     * @return by default the same as {@link #messagesEndThemselves}; {@code false} where the end of the input may end a
     *     message, or what the decoder finds wrong with a part of one has another reason
     */
    protected boolean refusesEndInsideMessage() {
        return messagesEndThemselves();
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
        for (Input input : inputs().streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int size : SIZES) {
                if (input.length() / size <= 4 * MOST_CUTS) {
                    trials().requireOutcome(whole, input.cut(Chunks.ofSize(input.bytes(), size)));
                }
            }
        }
    }

    /** Input that is cut in two gives the same as whole input, wherever it is cut. */
    @Test
    public final void decode_givesTheSameCutAnywhere() {
        for (Input input : inputs().streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int point = 0; point <= input.length(); point += step(input)) {
                trials().requireOutcome(whole, input.cut(Chunks.splitAt(input.bytes(), point)));
            }
        }
    }

    /** Input in random pieces gives the same as whole input, also when pauses and the end come a moment later. */
    @Test
    public final void decode_givesTheSameInRandomPieces() {
        Random random = new Random(SEED);
        for (Input input : inputs().streams()) {
            Outcome<M> whole = outcome(input.whole());
            for (int i = 0; i < RANDOM_CUTS; i++) {
                trials().requireOutcome(whole, SampleInputs.randomParts(input, random));
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

    /** Input that ends early, wherever it does, is refused as truncated unless it ends between two messages. */
    @Test
    public final void decode_refusesSampleCutAtEnd() {
        if (!refusesEndInsideMessage()) {
            return;
        }
        for (DecoderSample<M> sample : samples()) {
            Input input = sample.input();
            List<M> all = outcome(input.whole()).messages();
            for (int length = 0; length < input.length(); length += 1 + input.length() / MOST_ENDS) {
                trials().requireTruncated(input.truncated(length), all);
            }
        }
    }

    /**
     * What a call takes without giving a message means nothing, as white space between messages does: a decoder that is
     * not shown it gives the same. So no part of a message is kept where nothing bounds it, no deadline runs for it and
     * nobody misses it at the end.
     */
    @Test
    public final void decode_keepsNothingThatItTakes() {
        Random random = new Random(SEED);
        for (DecoderSample<M> sample : samples()) {
            Input input = sample.input();
            trials().requireNothingKept(input.whole(), 0);
            if (!input.isFrame() && input.length() <= 4 * MOST_CUTS) {
                trials().requireNothingKept(input.cut(Chunks.ofSize(input.bytes(), 1)), 0);
                trials().requireNothingKept(SampleInputs.randomParts(input, random), 0);
            }
        }
    }

    /**
     * However long a message goes on, a decoder keeps no more of it to itself than the limit of the protocol. This is
     * not checked where that is more than 65,536 bytes.
     */
    @Test
    public final void decode_keepsNoMoreThanTheLimit() {
        int limit = protocol().maxMessageBytes();
        if (limit > PROLONGED_LIMIT) {
            return;
        }
        for (Input input : inputs().streams()) {
            byte[] bytes = input.bytes();
            for (int point = 1; point <= bytes.length; point += 1 + bytes.length / PROLONGED_POINTS) {
                byte[] last = Arrays.copyOfRange(bytes, point - 1, point);
                for (byte[] model : List.of(last, bytes)) {
                    byte[] more = SampleInputs.repeated(model, 2 * limit + 2);
                    List<byte[]> pieces = Chunks.ofSize(more, 1 + more.length / PROLONGED_PIECES);
                    trials().requireNothingKept(input.prolonged(point, pieces), limit);
                }
            }
        }
    }

    /** Samples with some bytes changed give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesMutatedSamples() {
        SampleInputs inputs = inputs();
        inputs.mutated().forEach(mutant -> checkSurvives(mutant.bytes(), inputs.random(), mutant));
    }

    /** Random bytes give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesRandomBytes() {
        SampleInputs inputs = inputs();
        Input model = inputs.inputs().get(0);
        for (int i = 0; i < NOISES; i++) {
            checkSurvives(inputs.noise(MOST_NOISE), inputs.random(), model);
        }
    }

    /** Read-only and direct buffers, and parts of arrays and of buffers, give the same. */
    @Test
    public final void decode_givesTheSameFromEveryKindOfBuffer() {
        for (DecoderSample<M> sample : samples()) {
            Outcome<M> expected = outcome(sample.input().whole());
            for (BufferKind kind : BufferKind.values()) {
                assertThat(trials().outcome(kind, sample.input().whole()))
                        .as("%s in %s buffers", sample, kind)
                        .isEqualTo(expected);
            }
        }
    }

    /** Two decoders that are used by turns give the same as one after the other. */
    @Test
    public final void decode_sharesNoStateBetweenDecoders() {
        List<Input> inputs = inputs().streams();
        for (Input one : inputs) {
            for (Input other : inputs.subList(0, Math.min(inputs.size(), 8))) {
                if (one.length() + other.length() <= MOST_CUTS) {
                    trials().requireApart(one, other);
                }
            }
        }
    }

    /**
     * Gives inputs for a fuzzer to begin with.
     *
     * @return the bytes of each sample, the caller's own
     */
    public final Stream<byte[]> seeds() {
        return samples().stream().map(sample -> sample.input().bytes());
    }

    /**
     * Checks what comes of any bytes, for a fuzzer: messages or a refusal, nothing else, and the same however they are
     * cut. How they are depends on the bytes only.
     *
     * @param bytes what a sender sends, possibly nothing; not changed
     * @throws AssertionError if something else comes of them, or not the same
     */
    public final void fuzz(byte[] bytes) {
        Random random = new Random(Arrays.hashCode(bytes));
        Input model = samples().get(0).input();
        checkSurvives(bytes, random, model);
        checkAccepted(new Input(bytes, new int[0], model.last()));
    }

    /** Checks what else must hold of input that no sample is. */
    void checkAccepted(Input input) {}

    Outcome<M> outcome(List<Input.Part> parts) {
        return trials().outcome(parts);
    }

    /** What the tests make of the samples. */
    SampleInputs inputs() {
        return new SampleInputs(samples().stream().map(DecoderSample::input).toList(), SEED);
    }

    private Trials<M> trials() {
        return new Trials<>(protocol(), this::joined);
    }

    private void checkSurvives(byte[] bytes, Random random, Input model) {
        boolean pausing = protocol().pauses() && bytes.length > 0 && random.nextBoolean();
        int[] pauses = pausing ? new int[] {1 + random.nextInt(bytes.length)} : new int[0];
        Input input = new Input(bytes, pauses, model.last());
        Outcome<M> whole = outcome(input.whole());
        if (!input.isFrame()) {
            trials().requireOutcome(whole, SampleInputs.randomParts(input, random));
        }
    }

    private static int step(Input input) {
        return 1 + input.length() / MOST_CUTS;
    }
}
