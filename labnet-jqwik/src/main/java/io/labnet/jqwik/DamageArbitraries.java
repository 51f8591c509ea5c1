// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitraries of damaged bytes, for jqwik properties of checksums: damage that any checksum must detect, and damage
 * that a sum of 16-bit words cannot detect.
 */
public final class DamageArbitraries {
    private static final int WORD = 2;

    private DamageArbitraries() {}

    /**
     * Flips one bit.
     *
     * @param bytes the bytes, at least one; not changed
     * @return arrays that differ from the given bytes in one bit
     * @throws IllegalArgumentException if there are no bytes
     */
    public static Arbitrary<byte[]> oneFlippedBit(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("there are no bytes");
        }
        return Arbitraries.integers().between(0, bytes.length * Byte.SIZE - 1).map(bit -> {
            byte[] damaged = bytes.clone();
            flip(damaged, bit / Byte.SIZE, 1 << bit % Byte.SIZE);
            return damaged;
        });
    }

    /**
     * Exchanges two words of 16 bits. No sum of words detects this.
     *
     * @param bytes the bytes; not changed
     * @param from the offset of the first word that may be exchanged: an even offset, from which at least two words
     *     follow
     * @return arrays in which two words have changed places; an unchanged copy of the bytes if the two words are equal
     * @throws IllegalArgumentException if {@code from} is negative, or fewer than two complete words follow
     */
    public static Arbitrary<byte[]> swappedWords(byte[] bytes, int from) {
        return twoWords(bytes, from, (damaged, one, other) -> {
            for (int i = 0; i < WORD; i++) {
                byte kept = damaged[one + i];
                damaged[one + i] = damaged[other + i];
                damaged[other + i] = kept;
            }
        });
    }

    /**
     * Chooses a bit that is set in one word and clear in another, and flips it in both words. No sum of words detects
     * this.
     *
     * @param bytes the bytes; not changed
     * @param from the offset of the first word that may be changed: an even offset, from which at least two words
     *     follow
     * @return arrays in which the bit has been flipped in both words; an unchanged copy of the bytes if the chosen
     *     words have no such bit
     * @throws IllegalArgumentException if {@code from} is negative, or fewer than two complete words follow
     */
    public static Arbitrary<byte[]> pairedFlips(byte[] bytes, int from) {
        return twoWords(bytes, from, (damaged, one, other) -> {
            for (int i = 0; i < WORD; i++) {
                int bit = Integer.lowestOneBit((damaged[one + i] ^ damaged[other + i]) & 0xff);
                if (bit != 0) {
                    flip(damaged, one + i, bit);
                    flip(damaged, other + i, bit);
                    return;
                }
            }
        });
    }

    private interface Damage {
        void apply(byte[] bytes, int one, int other);
    }

    private static Arbitrary<byte[]> twoWords(byte[] bytes, int from, Damage damage) {
        if (from < 0 || from > bytes.length - 2 * WORD) {
            throw new IllegalArgumentException(
                    "there are no two words from offset " + from + " in " + bytes.length + " bytes");
        }
        Arbitrary<Integer> word = Arbitraries.integers().between(0, (bytes.length - from) / WORD - 1);
        return Combinators.combine(word, word).as((one, other) -> {
            byte[] damaged = bytes.clone();
            damage.apply(damaged, from + one * WORD, from + other * WORD);
            return damaged;
        });
    }

    private static void flip(byte[] bytes, int at, int bit) {
        bytes[at] = (byte) (bytes[at] ^ bit);
    }
}
