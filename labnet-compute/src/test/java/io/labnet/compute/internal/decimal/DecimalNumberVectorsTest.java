// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.labnet.testkit.VectorFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DecimalNumberVectorsTest {
    @TestFactory
    Stream<DynamicTest> number_isThatOfOtherPrograms() throws IOException {
        return VectorFile.read(DecimalNumberVectorsTest.class, "decimal-numbers.txt").stream()
                .map(vector -> dynamicTest(vector[0] + " " + vector[1], () -> check(vector)));
    }

    private static void check(String[] vector) throws NoSuchAlgorithmException {
        int n = Integer.parseInt(vector[1]);
        DecimalNumber number = vector[0].equals("factorial") ? Factorial.of(n) : Fibonacci.of(n);
        String text = number.toString();
        byte[] digits = text.getBytes(StandardCharsets.US_ASCII);
        int zeros = Integer.parseInt(vector[6]);

        assertThat(number.digitCount()).isEqualTo(Integer.parseInt(vector[2]));
        assertThat(text.chars().mapToLong(digit -> digit - '0').sum()).isEqualTo(Long.parseLong(vector[3]));
        assertThat(text.substring(0, 20)).isEqualTo(vector[4]);
        assertThat(text.substring(digits.length - zeros - 20)).isEqualTo(vector[5] + "0".repeat(zeros));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(digits)))
                .isEqualTo(vector[7]);
    }
}
