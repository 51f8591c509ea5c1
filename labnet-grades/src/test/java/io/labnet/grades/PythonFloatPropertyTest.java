// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PythonFloatPropertyTest {
    @Property
    void repr_parsesToTheSameDouble(@ForAll("doubles") double value) {
        assertThat(Double.parseDouble(PythonFloat.repr(value))).isEqualTo(value);
    }

    @Property
    void repr_isTheShortest(@ForAll("doubles") double value) {
        Assume.that(value != 0);
        int digits = digits(PythonFloat.repr(value));
        Assume.that(digits > 1);

        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1, mode));
            assertThat(Double.parseDouble(shorter.toString())).isNotEqualTo(value);
        }
    }

    @Property
    void repr_isTheNearestOfTheShortest(@ForAll("doubles") double value) {
        Assume.that(value != 0);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal printed = new BigDecimal(PythonFloat.repr(value));
        MathContext sameDigits = new MathContext(digits(PythonFloat.repr(value)), RoundingMode.DOWN);
        BigDecimal distance = printed.subtract(exact).abs();

        for (BigDecimal other : new BigDecimal[] {
            exact.round(sameDigits), exact.round(new MathContext(sameDigits.getPrecision(), RoundingMode.UP))
        }) {
            if (Double.parseDouble(other.toString()) == value) {
                assertThat(distance).isLessThanOrEqualTo(other.subtract(exact).abs());
            }
        }
    }

    @Provide
    Arbitrary<Double> doubles() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> powersOfTwo =
                Arbitraries.integers().between(-1074, 1023).map(k -> Math.scalb(1.0, k));
        Arbitrary<Double> averages = Arbitraries.integers().between(0, 100_000).map(sum -> sum / 70.0);
        return Arbitraries.oneOf(bits, powersOfTwo, averages);
    }

    private static int digits(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().precision();
    }
}
