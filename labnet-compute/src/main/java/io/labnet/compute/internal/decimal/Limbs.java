// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.util.Arrays;

/** Arithmetic on non-negative numbers as limbs of four decimal digits, the lowest first, without leading zero limbs. */
final class Limbs {
    static final int BASE = 10_000;
    static final int DIGITS = 4;

    private Limbs() {}

    static short[] parse(String digits) {
        short[] limbs = new short[(digits.length() + DIGITS - 1) / DIGITS];
        for (int i = 0; i < limbs.length; i++) {
            int end = digits.length() - i * DIGITS;
            limbs[i] = Short.parseShort(digits.substring(Math.max(0, end - DIGITS), end));
        }
        return trimmed(limbs);
    }

    static short[] sum(short[] a, short[] b) {
        short[] longer = a.length < b.length ? b : a;
        short[] shorter = a.length < b.length ? a : b;
        short[] sum = new short[longer.length + 1];
        int carry = 0;
        for (int i = 0; i < longer.length; i++) {
            int limb = longer[i] + carry + (i < shorter.length ? shorter[i] : 0);
            carry = limb < BASE ? 0 : 1;
            sum[i] = (short) (limb - carry * BASE);
        }
        sum[longer.length] = (short) carry;
        return trimmed(sum);
    }

    /** Subtracts b from a, where b is at most a. */
    static short[] difference(short[] a, short[] b) {
        short[] difference = new short[a.length];
        int borrow = 0;
        for (int i = 0; i < a.length; i++) {
            int limb = a[i] - borrow - (i < b.length ? b[i] : 0);
            borrow = limb < 0 ? 1 : 0;
            difference[i] = (short) (limb + borrow * BASE);
        }
        return trimmed(difference);
    }

    /** Multiplies by a power of the base. */
    static short[] shifted(short[] a, int limbs) {
        short[] shifted = new short[a.length + limbs];
        System.arraycopy(a, 0, shifted, limbs, a.length);
        return shifted;
    }

    static short[] trimmed(short[] limbs) {
        int length = limbs.length;
        while (length > 0 && limbs[length - 1] == 0) {
            length--;
        }
        return length == limbs.length ? limbs : Arrays.copyOf(limbs, length);
    }
}
