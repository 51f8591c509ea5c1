// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

/** A piece of a number as the coefficients of a polynomial, or the values of that polynomial. */
final class Coefficients {
    private static final int HALF = Limbs.BASE / 2;

    final double[] re;
    final double[] im;

    /** The square of the Euclidean norm of the coefficients that were loaded. */
    final double squaredNorm;

    private Coefficients(double[] re, double[] im, double squaredNorm) {
        this.re = re;
        this.im = im;
        this.squaredNorm = squaredNorm;
    }

    /**
     * Loads limbs, shifted from 0…9999 to −5000…4999, which keeps the coefficients of a product small. The carry of the
     * last limb becomes one more coefficient.
     */
    static Coefficients of(short[] limbs, int from, int length, int size) {
        double[] re = new double[size];
        double[] im = new double[size];
        double squaredNorm = 0;
        int carry = 0;
        for (int j = 0; j <= length; j++) {
            int value = carry + (j < length ? limbs[from + j] : 0);
            carry = value >= HALF ? 1 : 0;
            value -= carry * Limbs.BASE;
            squaredNorm += (double) value * value;
            if (j < size) {
                re[j] = value;
            } else {
                im[j - size] = value;
            }
        }
        return new Coefficients(re, im, squaredNorm);
    }

    /** Multiplies the values pairwise, in place; {@code other} may be this object. */
    void multiplyBy(Coefficients other) {
        for (int j = 0; j < re.length; j++) {
            double real = re[j] * other.re[j] - im[j] * other.im[j];
            im[j] = re[j] * other.im[j] + im[j] * other.re[j];
            re[j] = real;
        }
    }

    /**
     * Divides these coefficients by {@code re.length}, a factor that the inverse transform leaves, and adds the number
     * that they represent to a sum.
     */
    void addTo(short[] sum, int at) {
        double scale = 1.0 / re.length;
        int end = Math.min(2 * re.length, sum.length - at);
        long carry = 0;
        for (int j = 0; j < end; j++) {
            double coefficient = j < re.length ? re[j] : im[j - re.length];
            long value = (long) Math.rint(coefficient * scale) + carry + sum[at + j];
            carry = Math.floorDiv(value, (long) Limbs.BASE);
            sum[at + j] = (short) (value - carry * Limbs.BASE);
        }
        // The resulting number fits into the array. Carries and coefficients beyond the end of the array therefore
        // cancel out.
        for (int j = at + end; carry != 0 && j < sum.length; j++) {
            long value = sum[j] + carry;
            carry = Math.floorDiv(value, (long) Limbs.BASE);
            sum[j] = (short) (value - carry * Limbs.BASE);
        }
    }
}
