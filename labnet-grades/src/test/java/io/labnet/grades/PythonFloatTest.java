// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class PythonFloatTest {
    @Test
    void repr_isShorterThanThatOfJdk17() {
        assertThat(PythonFloat.repr(Double.parseDouble("8.41e21"))).isEqualTo("8.41e+21");
        assertThat(PythonFloat.repr(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802e-14");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void repr_equalsThatOfJdk19() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int i = 0; i < 5_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(value)) {
                continue;
            }
            BigDecimal expected = new BigDecimal(Double.toString(value));
            // For short numbers, Java prints at least two digits: 4.9E-324, where Python prints 5e-324.
            if (expected.stripTrailingZeros().precision() > 2) {
                assertThat(new BigDecimal(PythonFloat.repr(value))).isEqualByComparingTo(expected);
            }
        }
    }
}
