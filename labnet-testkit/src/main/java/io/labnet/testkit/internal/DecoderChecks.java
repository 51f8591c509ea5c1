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
    private static final int RANDOM_SPLITS = 50;
    private static final int RANDOM_INPUTS = 500;
    private static final int MAX_SPLITS = 4096;
    private static final int MAX_RANDOM_BYTES = 300;
    private static final int MAX_TRUNCATIONS = 1024;
    private static final int MAX_NEIGHBOURS = 8;
    private static final int ENDLESS_POINTS = 8;
    private static final int ENDLESS_PIECES = 64;
    private static final int ENDLESS_LIMIT = 1 << 16;

    private final DecoderRunner<M> runner;
    private final SampleInputs inputs;
    private final boolean pauses;

    /**
     * Creates the checks for the decoders of a protocol.
     *
     * @param pauses whether pauses have a meaning in the protocol
     */
    public DecoderChecks(DecoderRunner<M> runner, SampleInputs inputs, boolean pauses) {
        this.runner = runner;
        this.inputs = inputs;
        this.pauses = pauses;
    }

    public void sameInPieces() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = runner.outcome(input.whole());
            for (int size : SIZES) {
                if (input.length() / size <= 4 * MAX_SPLITS) {
                    runner.requireOutcome(whole, input.split(Chunks.ofSize(input.bytes(), size)));
                }
            }
        }
    }

    public void sameSplitAnywhere() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = runner.outcome(input.whole());
            for (int point = 0; point <= input.length(); point += step(input)) {
                runner.requireOutcome(whole, input.split(Chunks.splitAt(input.bytes(), point)));
            }
        }
    }

    public void sameInRandomPieces() {
        for (Input input : inputs.streams()) {
            Outcome<M> whole = runner.outcome(input.whole());
            for (int i = 0; i < RANDOM_SPLITS; i++) {
                runner.requireOutcome(whole, SampleInputs.randomParts(input, inputs.random()));
            }
        }
    }

    /**
     * Checks that truncated input decodes to a prefix of the messages.
     *
     * @param exactly whether the last message must be compared too
     */
    public void prefixOfTruncated(boolean exactly) {
        for (Input input : inputs.inputs()) {
            List<M> all = runner.outcome(input.whole()).messages();
            for (int length = 0; length < input.length(); length += step(input)) {
                Input truncated = input.truncated(length);
                List<M> some = runner.outcome(truncated.whole()).messages();
                int compared = exactly ? some.size() : Math.max(0, some.size() - 1);
                assertThat(some.subList(0, compared))
                        .as("messages of %s, a truncation of %s", truncated, input)
                        .isEqualTo(all.subList(0, Math.min(compared, all.size())));
            }
        }
    }

    public void returnedImmediately() {
        for (Input input : inputs.streams()) {
            for (int length = input.length(); length > 0; length -= 1 + input.length() / MAX_TRUNCATIONS) {
                runner.requireReturnedImmediately(input.truncated(length).whole());
            }
        }
    }

    public void endInsideMessageIsRefused() {
        for (Input input : inputs.inputs()) {
            List<M> all = runner.outcome(input.whole()).messages();
            for (int length = 0; length < input.length(); length += 1 + input.length() / MAX_TRUNCATIONS) {
                runner.requireTruncated(input.truncated(length), all);
            }
        }
    }

    public void nothingKept() {
        for (Input input : inputs.inputs()) {
            runner.requireNothingKept(input.whole(), 0);
            if (!input.isFrame() && input.length() <= 4 * MAX_SPLITS) {
                runner.requireNothingKept(input.split(Chunks.ofSize(input.bytes(), 1)), 0);
                runner.requireNothingKept(SampleInputs.randomParts(input, inputs.random()), 0);
            }
        }
    }

    public void noMoreKeptThan(int limit) {
        if (limit > ENDLESS_LIMIT) {
            return;
        }
        for (Input input : inputs.streams()) {
            byte[] bytes = input.bytes();
            for (int point = 1; point <= bytes.length; point += 1 + bytes.length / ENDLESS_POINTS) {
                byte[] last = Arrays.copyOfRange(bytes, point - 1, point);
                for (byte[] model : List.of(last, bytes)) {
                    byte[] more = SampleInputs.repeated(model, 2 * limit + 2);
                    List<byte[]> pieces = Chunks.ofSize(more, 1 + more.length / ENDLESS_PIECES);
                    runner.requireNothingKept(input.prolonged(point, pieces), limit);
                }
            }
        }
    }

    public void announcedLengthsAllocateNothing() {
        inputs.withAnnouncedLengths().forEach(input -> {
            Outcome<M> unused = runner.outcome(input.isFrame() ? input.whole() : Input.openEnded(input.whole()));
        });
    }

    public void mutatedSurvived() {
        inputs.mutated().forEach(mutant -> survived(mutant.bytes(), inputs.random(), mutant));
    }

    public void randomSurvived() {
        Input model = inputs.inputs().get(0);
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            survived(inputs.randomInput(MAX_RANDOM_BYTES), inputs.random(), model);
        }
    }

    /**
     * Checks that bytes decode to messages or a refusal, and to the same result however they are split. The input ends
     * in the same way as the input {@code model}, and may contain a pause.
     */
    public void survived(byte[] bytes, Random random, Input model) {
        boolean pausing = pauses && bytes.length > 0 && random.nextBoolean();
        int[] points = pausing ? new int[] {1 + random.nextInt(bytes.length)} : new int[0];
        Input input = new Input(bytes, points, model.last());
        Outcome<M> whole = runner.outcome(input.whole());
        if (!input.isFrame()) {
            runner.requireOutcome(whole, SampleInputs.randomParts(input, random));
        }
    }

    public void sameInEveryBuffer() {
        for (Input input : inputs.inputs()) {
            for (BufferKind kind : BufferKind.values()) {
                runner.requireSameIn(kind, input.whole());
            }
        }
        // Mutated samples cause refusals that no sample has. A wrong decoder may count their offsets from the wrong
        // byte.
        inputs.mutated().forEach(mutant -> runner.requireSameIn(BufferKind.WITHIN_OTHERS, mutant.whole()));
    }

    public void noStateShared() {
        List<Input> streams = inputs.streams();
        for (Input one : streams) {
            for (Input other : streams.subList(0, Math.min(streams.size(), MAX_NEIGHBOURS))) {
                if (one.length() + other.length() <= MAX_SPLITS) {
                    runner.requireNoSharedState(one, other);
                }
            }
        }
    }

    private static int step(Input input) {
        return 1 + input.length() / MAX_SPLITS;
    }
}
