// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.labnet.testkit.VectorFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NearestDoubleVectorsTest {
    @TestFactory
    Stream<DynamicTest> quotient_isRoundedOnce() throws IOException {
        return VectorFile.read(NearestDoubleVectorsTest.class, "nearest-double.txt").stream()
                .map(vector -> dynamicTest(vector[0] + "/" + vector[1], () -> assertThat(PythonFloat.repr(
                                NearestDouble.quotient(new BigDecimal(vector[0]), Integer.parseInt(vector[1]))))
                        .isEqualTo(vector[2])));
    }
}
