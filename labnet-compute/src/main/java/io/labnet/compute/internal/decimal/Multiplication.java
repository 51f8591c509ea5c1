// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.util.concurrent.CancellationException;

/**
 * The product of two numbers by floating-point transforms. It is provably exact: the rounding error of a coefficient is
 * bounded by a small multiple of the Euclidean norms of the factors (Brent, Percival and Zimmermann, Error bounds on
 * complex floating-point multiplication, 2007, theorem 5). The norms are computed, and if the bound is not below 1/2,
 * the factors are split.
 */
final class Multiplication {
    /** The size of the largest transform, in complex numbers: enough for a product of eight million digits. */
    private static final int LARGEST_TRANSFORM = 1 << 20;

    /** The longest piece of a factor, in limbs: for longer ones, the bound usually exceeds 1/2. */
    private static final int LONGEST_PIECE = 700_000;

    private static final int SMALLEST_TRANSFORM = 4;

    /**
     * A bound for the rounding error of one level, in units of 2^−53. It includes all three transforms: one for each
     * factor, and one back for the product. One transform adds 1 in an addition, √5 in a multiplication, and less than
     * 9 on average in the root of unity. From level to level, the root alternates between a product of two rounded
     * roots (error 5.1) and the square of such a product (error 12.4).
     */
    private static final double LOSS_PER_LEVEL = 3 * (1 + 2.24 + 9);

    private final short[] a;
    private final short[] b;
    private final short[] sum;

    private Multiplication(short[] a, short[] b) {
        this.a = a;
        this.b = b;
        this.sum = new short[a.length + b.length];
    }

    /**
     * Multiplies two numbers; needs fewer transforms if they are the same array. Long computations check for an
     * interrupt here.
     *
     * @throws CancellationException if the thread is interrupted; its interrupt status stays set
     */
    static short[] product(short[] a, short[] b) {
        Interruption.check();
        Multiplication multiplication = a.length < b.length ? new Multiplication(a, b) : new Multiplication(b, a);
        multiplication.addProduct(0, multiplication.a.length, 0, multiplication.b.length);
        return Limbs.trimmed(multiplication.sum);
    }

    /**
     * Multiplies a piece of a by a piece of b, in steps, and adds the product to the sum. The piece of b is at least as
     * long as the piece of a.
     */
    private void addProduct(int fromA, int lengthA, int fromB, int lengthB) {
        if (lengthA > LONGEST_PIECE) {
            addHalves(fromA, lengthA, fromB, lengthB);
            return;
        }
        boolean square = a == b && fromA == fromB && lengthA == lengthB;
        int size = square ? sizeFor(2 * lengthA + 1) : bestSize(lengthA, lengthB);
        Transform transform = new Transform(size);
        Coefficients first = Coefficients.of(a, fromA, lengthA, size);
        transform.forward(first.re, first.im);
        int step = step(size, lengthA);
        for (int at = fromB; at < fromB + lengthB; at += step) {
            int length = Math.min(step, fromB + lengthB - at);
            Coefficients second = square ? first : Coefficients.of(b, at, length, size);
            if (!isExact(size, first, second)) {
                addHalves(fromA, lengthA, at, length);
                continue;
            }
            if (!square) {
                transform.forward(second.re, second.im);
            }
            second.multiplyBy(first);
            transform.inverse(second.re, second.im);
            second.addTo(sum, fromA + at);
        }
    }

    private void addHalves(int fromA, int lengthA, int fromB, int lengthB) {
        int half = lengthA / 2;
        addProduct(fromA, half, fromB, lengthB);
        addProduct(fromA + half, lengthA - half, fromB, lengthB);
    }

    private static boolean isExact(int size, Coefficients first, Coefficients second) {
        double norms = Math.sqrt(first.squaredNorm * second.squaredNorm);
        return norms * LOSS_PER_LEVEL * Integer.numberOfTrailingZeros(size) * 0x1p-53 < 0.5;
    }

    /**
     * Returns how many limbs of b can be multiplied in one transform by a piece of a. Each piece has one coefficient
     * more than it has limbs.
     */
    private static int step(int size, int lengthA) {
        return 2 * size - lengthA - 1;
    }

    private static int sizeFor(int coefficients) {
        int size = SMALLEST_TRANSFORM;
        while (2 * size < coefficients) {
            size *= 2;
        }
        return size;
    }

    /**
     * Returns the cheapest size. With larger transforms, there are fewer steps, but more of the last step is wasted.
     */
    private static int bestSize(int lengthA, int lengthB) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int size = sizeFor(lengthA + 2); size <= LARGEST_TRANSFORM; size *= 2) {
            int steps = 1 + (lengthB - 1) / step(size, lengthA);
            double cost = (1 + 2.0 * steps) * size * Integer.numberOfTrailingZeros(size);
            if (cost < least) {
                least = cost;
                best = size;
            }
        }
        return best;
    }
}
