// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.testkit.Chunks;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The inputs of samples, and others made of them. What is random depends on the seed only. */
public record SampleInputs(List<Input> inputs, long seed) {
    private static final int MUTANTS = 100;

    /** Those that can be cut: all but frames. */
    public List<Input> streams() {
        return inputs.stream().filter(input -> !input.isFrame()).toList();
    }

    public Mutants mutants() {
        return new Mutants(inputs.stream().map(Input::bytes).toList(), seed);
    }

    /** The inputs with some bytes changed and without pauses; fewer of long ones, so that the time stays within bounds. */
    public Stream<Input> mutated(Mutants mutants) {
        return inputs.stream().flatMap(input -> Stream.generate(() -> mutants.mutant(input.bytes()))
                .limit(Math.max(5, MUTANTS / (1 + input.length() / 1000)))
                .map(mutant -> new Input(mutant, new int[0], input.last())));
    }

    /** An input in random pieces, half of the time with its boundaries told a moment later. */
    public static List<Input.Part> randomParts(Input input, Random random) {
        List<Input.Part> parts = input.cut(Chunks.random(input.bytes(), random));
        return random.nextBoolean() ? Input.boundariesAlone(parts) : parts;
    }

    /** So many bytes, those of the model over and over. */
    public static byte[] repeated(byte[] model, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = model[i % model.length];
        }
        return bytes;
    }
}
