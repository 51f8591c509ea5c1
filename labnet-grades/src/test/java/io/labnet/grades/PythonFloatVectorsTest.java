// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.labnet.testkit.VectorFile;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PythonFloatVectorsTest {
    @TestFactory
    Stream<DynamicTest> repr_formatsLikePython() throws IOException {
        return VectorFile.read(PythonFloatVectorsTest.class, "python-float-repr.txt").stream()
                .map(vector -> dynamicTest(vector[1], () -> assertThat(
                                PythonFloat.repr(Double.longBitsToDouble(Long.parseUnsignedLong(vector[0], 16))))
                        .isEqualTo(vector[1])));
    }
}
