// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.testkit.Chunks;
import java.util.List;
import java.util.Random;

/** Inputs that are nearly right, and inputs that are not at all. The same seed gives the same ones. */
public final class Mutants {
    private final Random random;
    private final List<byte[]> samples;

    Mutants(List<byte[]> samples, long seed) {
        this.samples = samples;
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** A sample with one to three changes. */
    byte[] mutant(byte[] sample) {
        byte[] mutant = sample;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            mutant = change(mutant);
        }
        return mutant;
    }

    /** Random bytes, half of the time only such as occur in samples, which get farther into a decoder. */
    public byte[] noise(int most) {
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
        return samples.get(random.nextInt(samples.size()));
    }
}
