// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DecimalNumberVectorsTest {
    private record Calculation(String function, int n) {
        DecimalNumber result() {
            return function.equals("factorial") ? Factorial.of(n) : Fibonacci.of(n);
        }
    }

    private record Digits(int digits, long digitSum, String first, String last, int zeros, String sha256) {}

    @TestFactory
    Stream<DynamicTest> number_isThatOfOtherPrograms() throws IOException {
        return Vectors.tests("compute/decimal-numbers.json", Calculation.class, Digits.class, vector -> {
            DecimalNumber number = vector.input().result();
            Digits expected = vector.expected();
            String text = number.toString();
            byte[] digits = text.getBytes(StandardCharsets.US_ASCII);

            assertThat(number.digitCount()).isEqualTo(expected.digits());
            assertThat(text.chars().mapToLong(digit -> digit - '0').sum()).isEqualTo(expected.digitSum());
            assertThat(text.substring(0, 20)).isEqualTo(expected.first());
            assertThat(text.substring(digits.length - expected.zeros() - 20))
                    .isEqualTo(expected.last() + "0".repeat(expected.zeros()));
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(digits)))
                    .isEqualTo(expected.sha256());
        });
    }
}
