// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NearestDoublePropertyTest {
    @Property
    void quotient_hasNoNearerNeighbour(
            @ForAll BigInteger unscaled,
            @ForAll @IntRange(max = 40) int scale,
            @ForAll @IntRange(min = 1) int divisor) {
        BigDecimal dividend = new BigDecimal(unscaled, scale);
        double nearest = NearestDouble.quotient(dividend, divisor);

        BigDecimal distance = distance(dividend, divisor, nearest);
        assertThat(distance).isLessThanOrEqualTo(distance(dividend, divisor, Math.nextUp(nearest)));
        assertThat(distance).isLessThanOrEqualTo(distance(dividend, divisor, Math.nextDown(nearest)));
    }

    @Property
    void quotient_ofAProduct_isTheFactor(@ForAll("doubles") double factor, @ForAll @IntRange(min = 1) int divisor) {
        BigDecimal product = new BigDecimal(factor).multiply(BigDecimal.valueOf(divisor));

        assertThat(NearestDouble.quotient(product, divisor)).isEqualTo(factor == 0 ? 0.0 : factor);
    }

    @Property
    void quotient_halfwayBetweenNeighbours_isTheEvenOne(@ForAll("doubles") double value) {
        double next = Math.nextUp(value);
        Assume.that(Double.isFinite(next));
        BigDecimal twice = new BigDecimal(value).add(new BigDecimal(next));

        double nearest = NearestDouble.quotient(twice, 2);

        assertThat(Double.doubleToLongBits(nearest) & 1).isZero();
        assertThat(nearest == value || nearest == next).isTrue();
    }

    @Example
    void quotient_halfwayBeyondTheLargest_isInfinite() {
        BigDecimal largest = new BigDecimal(Double.MAX_VALUE);
        BigDecimal twice = largest.add(BigDecimal.valueOf(2).pow(1024));

        assertThat(NearestDouble.quotient(twice, 2)).isInfinite();
        assertThat(NearestDouble.quotient(twice.subtract(BigDecimal.ONE), 2)).isEqualTo(Double.MAX_VALUE);
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    @Example
    void quotient_rejectsDivisorsBelowOne() {
        assertThatThrownBy(() -> NearestDouble.quotient(BigDecimal.ONE, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal distance(BigDecimal dividend, int divisor, double candidate) {
        return dividend.subtract(new BigDecimal(candidate).multiply(BigDecimal.valueOf(divisor)))
                .abs();
    }
}
