// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

/**
 * The complex numbers {@code exp(iπr/2)}, where r runs through 0, 1/2, 1/4, 3/4, 1/8, …: the bits of the index
 * mirrored behind the point. In this order each shorter table is the beginning of every longer one.
 */
final class RootsOfUnity {
    private static final int FIRST_SIZE = 1 << 10;

    /** Grows to what the largest multiplication needs; two threads that grow it at once make the same table. */
    private static volatile RootsOfUnity largest = new RootsOfUnity(FIRST_SIZE);

    final double[] real;
    final double[] imaginary;

    private RootsOfUnity(int size) {
        real = new double[size];
        imaginary = new double[size];
        for (int k = 0; k < size; k++) {
            double quarterTurns = (Integer.reverse(k) >>> 1) * 0x1p-31;
            real[k] = Math.cos(quarterTurns * (Math.PI / 2));
            imaginary[k] = Math.sin(quarterTurns * (Math.PI / 2));
        }
    }

    /** Gives a table of at least so many numbers, a power of two. */
    static RootsOfUnity atLeast(int size) {
        RootsOfUnity table = largest;
        if (table.real.length < size) {
            table = new RootsOfUnity(size);
            largest = table;
        }
        return table;
    }
}
