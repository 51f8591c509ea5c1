// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks that an average is the nearest double, and that a double is printed as in Python. */
class PythonFloatVectorsTest {
    private record Bits(Hex bits) {}

    private record Quotient(BigDecimal sum, int count) {}

    private record Printed(String text) {}

    @TestFactory
    Stream<DynamicTest> repr_formatsLikePython() throws IOException {
        return Vectors.tests(
                "grades/python-float-repr.json", Bits.class, Printed.class, vector -> assertThat(PythonFloat.repr(
                                ByteBuffer.wrap(vector.input().bits().array()).getDouble()))
                        .isEqualTo(vector.expected().text()));
    }

    @TestFactory
    Stream<DynamicTest> quotient_isRoundedOnce() throws IOException {
        return Vectors.tests("grades/nearest-double.json", Quotient.class, Printed.class, vector -> {
            double average =
                    NearestDouble.quotient(vector.input().sum(), vector.input().count());
            assertThat(PythonFloat.repr(average)).isEqualTo(vector.expected().text());
        });
    }
}
