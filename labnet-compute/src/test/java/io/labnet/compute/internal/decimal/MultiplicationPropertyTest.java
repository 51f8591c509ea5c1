// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MultiplicationPropertyTest {
    private static final BigInteger PRIME = BigInteger.valueOf(Integer.MAX_VALUE);

    @Property(tries = 300)
    void product_equalsBigInteger(
            @ForAll @IntRange(max = 1500) int lengthA,
            @ForAll @IntRange(max = 300) int lengthB,
            @ForAll("digits") int[] digits,
            @ForAll Random random) {
        short[] a = limbs(lengthA, digits, random);
        short[] b = limbs(lengthB, digits, random);

        assertThat(big(Multiplication.product(a, b))).isEqualTo(big(a).multiply(big(b)));
        assertThat(big(Multiplication.product(a, a))).isEqualTo(big(a).pow(2));
    }

    @Provide
    Arbitrary<int[]> digits() {
        // Limbs that change sign, carry furthest, or are rare.
        return Arbitraries.of(
                new int[] {0, 9999},
                new int[] {4999, 5000},
                new int[] {5000},
                new int[] {4999},
                new int[] {9999},
                new int[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                new int[] {});
    }

    @Example
    void product_worstDigits_isExactInPieces() {
        short[] worst = limbs(420_000, new int[] {5000}, new Random(1));
        short[] other = worst.clone();
        other[7] = 4999;

        assertThat(residue(Multiplication.product(worst, worst)))
                .isEqualTo(residue(worst).pow(2).mod(PRIME));
        assertThat(residue(Multiplication.product(worst, other)))
                .isEqualTo(residue(worst).multiply(residue(other)).mod(PRIME));
    }

    @Example
    void product_longerThanTheLargestTransform_isExact() {
        short[] a = limbs(1_500_000, new int[] {}, new Random(2));
        short[] b = limbs(900_000, new int[] {}, new Random(3));

        assertThat(residue(Multiplication.product(a, b)))
                .isEqualTo(residue(a).multiply(residue(b)).mod(PRIME));
    }

    /** Limbs from the given values, or any limbs if there are none; the highest is never 0. */
    private static short[] limbs(int length, int[] choice, Random random) {
        short[] limbs = new short[length];
        for (int i = 0; i < length; i++) {
            limbs[i] =
                    (short) (choice.length == 0 ? random.nextInt(Limbs.BASE) : choice[random.nextInt(choice.length)]);
        }
        if (length > 0 && limbs[length - 1] == 0) {
            limbs[length - 1] = 1;
        }
        return limbs;
    }

    private static BigInteger big(short[] limbs) {
        return new BigInteger(new DecimalNumber(limbs).toString());
    }

    private static BigInteger residue(short[] limbs) {
        assertThat(limbs[limbs.length - 1]).isPositive();
        long residue = 0;
        for (int i = limbs.length - 1; i >= 0; i--) {
            residue = (residue * Limbs.BASE + limbs[i]) % Integer.MAX_VALUE;
        }
        return BigInteger.valueOf(residue);
    }
}
