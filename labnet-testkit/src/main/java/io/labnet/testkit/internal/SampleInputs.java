// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.testkit.Chunks;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The inputs of samples, and inputs generated from these samples, nearly valid or random. The same seed produces the
 * same inputs.
 */
public final class SampleInputs {
    private static final int MUTATIONS = 100;
    private static final int MAX_LENGTH_OFFSETS = 32;

    /**
     * Bytes of possible length fields, in hex: numbers of fixed size, numbers of variable size (7 bits in a byte), and
     * decimal digits.
     */
    private static final List<String> LENGTH_BYTES =
            List.of("01", "0f", "7f", "ffff7f", "ffffff7f", "39393939393939", "3939393939393939");

    private final List<Input> inputs;
    private final Random random;

    public SampleInputs(List<Input> inputs, long seed) {
        this.inputs = inputs;
        this.random = new Random(seed);
    }

    public List<Input> inputs() {
        return inputs;
    }

    /** Returns the inputs that can be split: all but frames. */
    public List<Input> streams() {
        return inputs.stream().filter(input -> !input.isFrame()).toList();
    }

    public Random random() {
        return random;
    }

    /**
     * Returns the inputs with some bytes changed and without pauses; fewer variants of a long input, to bound the time.
     */
    public Stream<Input> mutated() {
        return inputs.stream().flatMap(input -> Stream.generate(() -> mutant(input.bytes()))
                .limit(Math.max(5, MUTATIONS / (1 + input.length() / 1000)))
                .map(mutant -> new Input(mutant, new int[0], input.last())));
    }

    /** Returns the inputs with each of their first bytes replaced by possible length fields, without pauses. */
    public Stream<Input> withAnnouncedLengths() {
        return inputs.stream().flatMap(input -> IntStream.range(0, Math.min(input.length(), MAX_LENGTH_OFFSETS))
                .boxed()
                .flatMap(at -> LENGTH_BYTES.stream()
                        .map(lengthBytes -> replace(
                                input.bytes(), at, at + 1, HexFormat.of().parseHex(lengthBytes)))
                        .map(bytes -> new Input(bytes, new int[0], input.last()))));
    }

    /** Returns an input in random pieces, half of the time with its boundaries in separate parts. */
    public static List<Input.Part> randomParts(Input input, Random random) {
        List<Input.Part> parts = input.split(Chunks.random(input.bytes(), random));
        return random.nextBoolean() ? Input.boundariesAlone(parts) : parts;
    }

    /** Returns {@code length} bytes: the bytes of {@code model}, again and again. */
    public static byte[] repeated(byte[] model, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = model[i % model.length];
        }
        return bytes;
    }

    /** Returns a sample with one to three changes. */
    private byte[] mutant(byte[] sample) {
        byte[] mutant = sample;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            mutant = change(mutant);
        }
        return mutant;
    }

    /**
     * Returns random bytes; half of the time only bytes that occur in a sample, because a decoder reads more of them
     * before it refuses the input.
     */
    public byte[] randomInput(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        byte[] model = any();
        if (random.nextBoolean() && model.length > 0) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = model[random.nextInt(model.length)];
            }
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(4, bytes.length - from) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipBit(bytes);
            case 1 -> replace(bytes, from, to, new byte[0]);
            case 2 -> replace(bytes, from, from, randomBytes(1 + random.nextInt(3)));
            case 3 -> replace(bytes, from, to, randomBytes(to - from));
            case 4 -> replace(bytes, to, to, Chunks.splitAt(bytes, from, to).get(1));
            default -> replace(bytes, from, bytes.length, any());
        };
    }

    private byte[] flipBit(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        List<byte[]> around = Chunks.splitAt(bytes, from, to);
        return Chunks.join(List.of(around.get(0), by, around.get(2)));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size())).bytes();
    }
}
