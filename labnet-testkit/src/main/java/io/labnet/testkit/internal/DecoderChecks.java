// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.testkit.Chunks;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A contract's checks of a decoder, with samples and with inputs generated from them. */
public final class DecoderChecks<M> {
    private static final int[] SIZES = {100, 5, 3, 2, 1};
    private static final int RANDOM_CUTS = 50;
    private static final int NOISES = 500;
    private static final int MAX_CUTS = 4096;
    private static final int MAX_NOISE = 300;
    private static final int MAX_ENDS = 1024;
    private static final int MAX_NEIGHBOURS = 8;
    private static final int PROLONGED_POINTS = 8;
    private static final int PROLONGED_PIECES = 64;
    private static final int PROLONGED_LIMIT = 1 << 16;

    private final Trials<M> trials;
    private final SampleInputs inputs;
    private final boolean pauses;

    /**
     * Creates the checks for the decoders of a protocol.
     *
     * @param pauses whether pauses may be significant
     */
    public DecoderChecks(Trials<M> trials, SampleInputs inputs, boolean pauses) {
        this.trials = trials;
        this.inputs = inputs;
        this.pauses = pauses;
    }

    public void sameInPieces() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = trials.outcome(input.whole());
            for (int size : SIZES) {
                if (input.length() / size <= 4 * MAX_CUTS) {
                    trials.requireOutcome(whole, input.cut(Chunks.ofSize(input.bytes(), size)));
                }
            }
        }
    }

    public void sameCutAnywhere() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = trials.outcome(input.whole());
            for (int point = 0; point <= input.length(); point += step(input)) {
                trials.requireOutcome(whole, input.cut(Chunks.splitAt(input.bytes(), point)));
            }
        }
    }

    public void sameInRandomPieces() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = trials.outcome(input.whole());
            for (int i = 0; i < RANDOM_CUTS; i++) {
                trials.requireOutcome(whole, SampleInputs.randomParts(input, inputs.random()));
            }
        }
    }

    /**
     * Checks that truncated input gives a prefix of the messages.
     *
     * @param exactly whether the last of them must also be a message of the whole input
     */
    public void prefixOfTruncated(boolean exactly) {
        for (Input input : inputs.inputs()) {
            List<M> all = trials.outcome(input.whole()).messages();
            for (int length = 0; length < input.length(); length += step(input)) {
                Input truncated = input.truncated(length);
                List<M> some = trials.outcome(truncated.whole()).messages();
                int compared = exactly ? some.size() : Math.max(0, some.size() - 1);
                assertThat(some.subList(0, compared))
                        .as("messages of %s, the beginning of %s", truncated, input)
                        .isEqualTo(all.subList(0, Math.min(compared, all.size())));
            }
        }
    }

    public void givenAtOnce() {
        for (Input input : inputs.streams()) {
            for (int length = input.length(); length > 0; length -= 1 + input.length() / MAX_ENDS) {
                trials.requireGivenAtOnce(input.truncated(length).whole());
            }
        }
    }

    public void endInsideMessageIsRefused() {
        for (Input input : inputs.inputs()) {
            List<M> all = trials.outcome(input.whole()).messages();
            for (int length = 0; length < input.length(); length += 1 + input.length() / MAX_ENDS) {
                trials.requireTruncated(input.truncated(length), all);
            }
        }
    }

    public void nothingKept() {
        for (Input input : inputs.inputs()) {
            trials.requireNothingKept(input.whole(), 0);
            if (!input.isFrame() && input.length() <= 4 * MAX_CUTS) {
                trials.requireNothingKept(input.cut(Chunks.ofSize(input.bytes(), 1)), 0);
                trials.requireNothingKept(SampleInputs.randomParts(input, inputs.random()), 0);
            }
        }
    }

    public void noMoreKeptThan(int limit) {
        if (limit > PROLONGED_LIMIT) {
            return;
        }
        for (Input input : inputs.streams()) {
            byte[] bytes = input.bytes();
            for (int point = 1; point <= bytes.length; point += 1 + bytes.length / PROLONGED_POINTS) {
                byte[] last = Arrays.copyOfRange(bytes, point - 1, point);
                for (byte[] model : List.of(last, bytes)) {
                    byte[] more = SampleInputs.repeated(model, 2 * limit + 2);
                    List<byte[]> pieces = Chunks.ofSize(more, 1 + more.length / PROLONGED_PIECES);
                    trials.requireNothingKept(input.prolonged(point, pieces), limit);
                }
            }
        }
    }

    public void claimsAllocateNothing() {
        inputs.claiming().forEach(input -> {
            Outcome<M> unused = trials.outcome(input.isFrame() ? input.whole() : Input.openEnded(input.whole()));
        });
    }

    public void mutatedSurvived() {
        inputs.mutated().forEach(mutant -> survived(mutant.bytes(), inputs.random(), mutant));
    }

    public void randomSurvived() {
        Input model = inputs.inputs().get(0);
        for (int i = 0; i < NOISES; i++) {
            survived(inputs.noise(MAX_NOISE), inputs.random(), model);
        }
    }

    /**
     * Checks that bytes that end like a model, and perhaps pause, give messages or a refusal, however they are
     * split.
     */
    public void survived(byte[] bytes, Random random, Input model) {
        boolean pausing = pauses && bytes.length > 0 && random.nextBoolean();
        int[] points = pausing ? new int[] {1 + random.nextInt(bytes.length)} : new int[0];
        Input input = new Input(bytes, points, model.last());
        Outcome<M> whole = trials.outcome(input.whole());
        if (!input.isFrame()) {
            trials.requireOutcome(whole, SampleInputs.randomParts(input, random));
        }
    }

    public void sameInEveryBuffer() {
        for (Input input : inputs.inputs()) {
            for (BufferKind kind : BufferKind.values()) {
                trials.requireSameIn(kind, input.whole());
            }
        }
        // What is refused may be found in none of the samples, and its offset is easily counted from the wrong byte.
        inputs.mutated().forEach(mutant -> trials.requireSameIn(BufferKind.WITHIN_OTHERS, mutant.whole()));
    }

    public void noStateShared() {
        List<Input> streams = inputs.streams();
        for (Input one : streams) {
            for (Input other : streams.subList(0, Math.min(streams.size(), MAX_NEIGHBOURS))) {
                if (one.length() + other.length() <= MAX_CUTS) {
                    trials.requireApart(one, other);
                }
            }
        }
    }

    private static int step(Input input) {
        return 1 + input.length() / MAX_CUTS;
    }
}
