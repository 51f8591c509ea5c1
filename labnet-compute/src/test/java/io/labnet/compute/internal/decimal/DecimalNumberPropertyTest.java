// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

class DecimalNumberPropertyTest {
    @Property(tries = 200)
    void factorial_equalsBigInteger(@ForAll @IntRange(max = 5000) int n) {
        BigInteger product = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }

        assertThat(Factorial.of(n)).hasToString(product.toString());
    }

    @Property(tries = 100)
    void fibonacci_equalsBigInteger(@ForAll @IntRange(max = 40_000) int n) {
        BigInteger before = BigInteger.ONE;
        BigInteger current = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            BigInteger next = before.add(current);
            before = current;
            current = next;
        }

        assertThat(Fibonacci.of(n)).hasToString(current.toString());
    }

    @Property(tries = 200)
    void read_inPieces_returnsAllDigits(@ForAll("cut") int piece, @ForAll @BigRange(min = "0") BigInteger value) {
        DecimalNumber number = DecimalNumber.of(value);
        ByteBuffer digits = ByteBuffer.allocate(number.digitCount());
        while (digits.hasRemaining()) {
            int from = digits.position();
            ByteBuffer room = digits.slice(from, Math.min(piece, digits.remaining()));
            assertThat(number.read(from, room)).isEqualTo(room.limit());
            digits.position(from + room.limit());
        }

        assertThat(digits.array()).asString(StandardCharsets.US_ASCII).isEqualTo(value.toString());
    }

    @Provide
    Arbitrary<Integer> cut() {
        return Arbitraries.integers().between(1, 9);
    }
}
