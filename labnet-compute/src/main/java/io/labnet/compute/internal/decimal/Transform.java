// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

/**
 * A complex fast Fourier transform. It turns the product of two polynomials into products of their values. It evaluates
 * a polynomial of at most {@code size} complex coefficients at the roots of x^size = i. A product modulo x^size − i has
 * its lower half in the real parts and its upper half in the imaginary parts. Thus a transform of {@code size} numbers
 * yields {@code 2 · size} real coefficients (Crandall and Pomerance, Prime Numbers, 9.5: right-angle convolution).
 *
 * <p>Each step reduces a block modulo x^4 − c, so that one factor c serves all numbers of the block. The values are in
 * bit-reversed order; they need not be sorted, because the inverse expects this order.
 */
final class Transform {
    /** The number of values of a block that fits in the first-level cache. */
    private static final int BLOCK_IN_CACHE = 1 << 10;

    final int size;
    private final RootsOfUnity roots;

    /** A root of i for each level: every factor of the level is this root times a root of unity. */
    private final double[] turnReal;

    private final double[] turnImaginary;

    /** Creates a transform of {@code size} complex numbers, a power of two of at least 4. */
    Transform(int size) {
        this.size = size;
        this.roots = RootsOfUnity.atLeast(size / 4);
        int levels = Integer.numberOfTrailingZeros(size);
        turnReal = new double[levels];
        turnImaginary = new double[levels];
        for (int level = 0; level < levels; level++) {
            double angle = Math.PI / 8 / (1 << level);
            turnReal[level] = Math.cos(angle);
            turnImaginary[level] = Math.sin(angle);
        }
    }

    void forward(double[] re, double[] im) {
        if (Integer.numberOfTrailingZeros(size) % 2 == 0) {
            forward(re, im, 0, size, 0, 0);
        } else {
            int half = size / 2;
            halve(re, im, half);
            forward(re, im, 0, half, 1, 0);
            forward(re, im, half, half, 1, 1);
        }
    }

    /** Replaces the values by the coefficients, each multiplied by {@code size}. */
    void inverse(double[] re, double[] im) {
        if (Integer.numberOfTrailingZeros(size) % 2 == 0) {
            inverse(re, im, 0, size, 0, 0);
        } else {
            int half = size / 2;
            inverse(re, im, 0, half, 1, 0);
            inverse(re, im, half, half, 1, 1);
            unhalve(re, im, half);
        }
    }

    private void forward(double[] re, double[] im, int offset, int length, int level, int block) {
        if (length > BLOCK_IN_CACHE) {
            int quarter = length / 4;
            split(re, im, offset, quarter, level, block);
            for (int i = 0; i < 4; i++) {
                forward(re, im, offset + i * quarter, quarter, level + 2, 4 * block + i);
            }
            return;
        }
        int first = block;
        int depth = level;
        for (int quarter = length / 4; quarter > 0; quarter /= 4) {
            for (int at = 0; at < length; at += 4 * quarter) {
                split(re, im, offset + at, quarter, depth, first + at / (4 * quarter));
            }
            first *= 4;
            depth += 2;
        }
    }

    private void inverse(double[] re, double[] im, int offset, int length, int level, int block) {
        if (length > BLOCK_IN_CACHE) {
            int quarter = length / 4;
            for (int i = 0; i < 4; i++) {
                inverse(re, im, offset + i * quarter, quarter, level + 2, 4 * block + i);
            }
            join(re, im, offset, quarter, level, block);
            return;
        }
        int steps = Integer.numberOfTrailingZeros(length) / 2;
        for (int step = steps - 1; step >= 0; step--) {
            int quarter = length >> (2 * (step + 1));
            int first = block << (2 * step);
            for (int at = 0; at < length; at += 4 * quarter) {
                join(re, im, offset + at, quarter, level + 2 * step, first + at / (4 * quarter));
            }
        }
    }

    private void split(double[] re, double[] im, int offset, int quarter, int level, int block) {
        double sr = turnReal[level];
        double si = turnImaginary[level];
        double cr = sr * roots.real[block] - si * roots.imaginary[block];
        double ci = sr * roots.imaginary[block] + si * roots.real[block];
        double dr = cr * cr - ci * ci;
        double di = 2 * cr * ci;
        int b1 = offset + quarter;
        int b2 = b1 + quarter;
        int b3 = b2 + quarter;
        for (int j = 0; j < quarter; j++) {
            double r0 = re[offset + j];
            double i0 = im[offset + j];
            double r1 = re[b1 + j];
            double i1 = im[b1 + j];
            double r2 = dr * re[b2 + j] - di * im[b2 + j];
            double i2 = dr * im[b2 + j] + di * re[b2 + j];
            double r3 = dr * re[b3 + j] - di * im[b3 + j];
            double i3 = dr * im[b3 + j] + di * re[b3 + j];
            double sumR = r1 + r3;
            double sumI = i1 + i3;
            double differenceR = r1 - r3;
            double differenceI = i1 - i3;
            double ur = cr * sumR - ci * sumI;
            double ui = cr * sumI + ci * sumR;
            double vr = cr * differenceR - ci * differenceI;
            double vi = cr * differenceI + ci * differenceR;
            re[offset + j] = r0 + r2 + ur;
            im[offset + j] = i0 + i2 + ui;
            re[b1 + j] = r0 + r2 - ur;
            im[b1 + j] = i0 + i2 - ui;
            re[b2 + j] = r0 - r2 - vi;
            im[b2 + j] = i0 - i2 + vr;
            re[b3 + j] = r0 - r2 + vi;
            im[b3 + j] = i0 - i2 - vr;
        }
    }

    private void join(double[] re, double[] im, int offset, int quarter, int level, int block) {
        double sr = turnReal[level];
        double si = turnImaginary[level];
        double cr = sr * roots.real[block] - si * roots.imaginary[block];
        double ci = -(sr * roots.imaginary[block] + si * roots.real[block]);
        double dr = cr * cr - ci * ci;
        double di = 2 * cr * ci;
        int b1 = offset + quarter;
        int b2 = b1 + quarter;
        int b3 = b2 + quarter;
        for (int j = 0; j < quarter; j++) {
            double pr = re[offset + j] + re[b1 + j];
            double pi = im[offset + j] + im[b1 + j];
            double ur = re[offset + j] - re[b1 + j];
            double ui = im[offset + j] - im[b1 + j];
            double qr = re[b2 + j] + re[b3 + j];
            double qi = im[b2 + j] + im[b3 + j];
            double vr = im[b2 + j] - im[b3 + j];
            double vi = re[b3 + j] - re[b2 + j];
            double sumR = ur + vr;
            double sumI = ui + vi;
            double differenceR = ur - vr;
            double differenceI = ui - vi;
            double r1 = cr * sumR - ci * sumI;
            double i1 = cr * sumI + ci * sumR;
            double r3 = cr * differenceR - ci * differenceI;
            double i3 = cr * differenceI + ci * differenceR;
            re[offset + j] = pr + qr;
            im[offset + j] = pi + qi;
            re[b1 + j] = r1;
            im[b1 + j] = i1;
            re[b2 + j] = dr * (pr - qr) - di * (pi - qi);
            im[b2 + j] = dr * (pi - qi) + di * (pr - qr);
            re[b3 + j] = dr * r3 - di * i3;
            im[b3 + j] = dr * i3 + di * r3;
        }
    }

    private static void halve(double[] re, double[] im, int half) {
        double c = Math.sqrt(0.5);
        for (int j = 0; j < half; j++) {
            double r = c * (re[half + j] - im[half + j]);
            double i = c * (re[half + j] + im[half + j]);
            re[half + j] = re[j] - r;
            im[half + j] = im[j] - i;
            re[j] += r;
            im[j] += i;
        }
    }

    private static void unhalve(double[] re, double[] im, int half) {
        double c = Math.sqrt(0.5);
        for (int j = 0; j < half; j++) {
            double r = re[j] - re[half + j];
            double i = im[j] - im[half + j];
            re[j] += re[half + j];
            im[j] += im[half + j];
            re[half + j] = c * (r + i);
            im[half + j] = c * (i - r);
        }
    }

    /**
     * The complex numbers {@code exp(iπr/2)}, where r runs through 0, 1/2, 1/4, 3/4, 1/8, …: the binary digits of r
     * after the point are those of the index, in reverse order. In this order each shorter table is the beginning of
     * every longer one.
     */
    private static final class RootsOfUnity {
        private static final int FIRST_SIZE = 1 << 10;

        /**
         * The largest table that any multiplication has needed so far. If two threads enlarge it at the same time, they
         * create equal tables.
         */
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

        /** Returns a table of at least {@code size} numbers, a power of two. */
        static RootsOfUnity atLeast(int size) {
            RootsOfUnity table = largest;
            if (table.real.length < size) {
                table = new RootsOfUnity(size);
                largest = table;
            }
            return table;
        }
    }
}
