// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DecimalNumberTest {
    private static final DecimalNumber NUMBER = DecimalNumber.of(BigInteger.valueOf(1_002_003_004_567L));

    @Test
    void zero_hasOneDigit() {
        DecimalNumber zero = DecimalNumber.of(BigInteger.ZERO);

        assertThat(zero).hasToString("0").isEqualTo(Fibonacci.of(0));
        assertThat(zero.digitCount()).isEqualTo(1);
    }

    @Test
    void of_rejectsNegatives() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecimalNumber.of(BigInteger.valueOf(-1)))
                .withMessage("the number -1 is negative");
    }

    @Test
    void read_fillsBuffer() {
        ByteBuffer room = ByteBuffer.allocate(5).position(1);

        assertThat(NUMBER.read(9, room)).isEqualTo(4);
        assertThat(room.array()).containsExactly(0, '4', '5', '6', '7');
        assertThat(NUMBER.read(12, room)).isZero();
        assertThat(NUMBER.read(13, ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void read_outsideNumber_throws() {
        ByteBuffer room = ByteBuffer.allocate(1);

        assertThatThrownBy(() -> NUMBER.read(-1, room)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> NUMBER.read(14, room)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equals_comparesValues() {
        DecimalNumber same = DecimalNumber.of(BigInteger.valueOf(1_002_003_004_567L));

        assertThat(NUMBER).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Factorial.of(15));
    }

    @Test
    void factorial_outOfBounds_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Factorial.of(-1))
                .withMessage("n -1 is not between 0 and 10000000");
        assertThatIllegalArgumentException().isThrownBy(() -> Factorial.of(Factorial.MAX_ARGUMENT + 1));
    }

    @Test
    void fibonacci_outOfBounds_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fibonacci.of(-1))
                .withMessage("n -1 is not between 0 and 100000000");
        assertThatIllegalArgumentException().isThrownBy(() -> Fibonacci.of(Fibonacci.MAX_ARGUMENT + 1));
    }

    @Test
    void interruption_endsTheComputation() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Factorial.of(1_000_000)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> Fibonacci.of(10_000_000)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
