// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamFaultsTest {
    private static final StreamFaults NONE = StreamFaults.none();

    static Stream<ThrowingCallable> outOfRange() {
        Duration tooLong = Duration.ofDays(1).plusNanos(1);
        Duration negative = Duration.ofNanos(-1);
        return Stream.of(
                () -> NONE.withSplit(0),
                () -> NONE.withCoalescing(negative),
                () -> NONE.withDelay(tooLong),
                () -> NONE.withJitter(negative),
                () -> NONE.withBandwidth(0),
                () -> NONE.withStall(-1, Duration.ZERO),
                () -> NONE.withStall(0, tooLong),
                () -> NONE.withDropAfter(-1),
                () -> NONE.withResetAfter(-1),
                () -> NONE.withEndAfter(-1),
                () -> NONE.withCorruptByte(-1),
                () -> NONE.withCorruption(1.01),
                () -> NONE.withCorruption(-0.1),
                () -> NONE.withCorruption(Double.NaN),
                () -> FaultPlan.seeded(1).withRefusals(-1));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void with_rejectsNumbersOutOfRange(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageMatching(".* is (less than|not within) .*");
    }

    @Test
    void with_changesOnlyTheCopy() {
        StreamFaults split = NONE.withSplit(3);
        assertThat(split.withDelay(Duration.ofMillis(5)).withCorruption(0.5))
                .hasToString("split 3, delay PT0.005S, corruption 0.5");
        assertThat(split).hasToString("split 3");
        assertThat(NONE).hasToString("none");
        assertThat(FaultPlan.seeded(7).withInput(split).withRefusals(2))
                .hasToString("seed 7; input: split 3; output: none; refused: 1 of 2");
    }

    @Test
    void piece_dependsOnlyOnTheOffset() {
        FaultyStream whole = new FaultyStream(NONE.withSplit(4), 7);
        FaultyStream parts = new FaultyStream(NONE.withSplit(4), 7);
        Stream<Integer> expected = Stream.generate(() -> next(whole, 1000)).limit(100);
        List<Integer> cuts = expected.toList();
        for (int cut : cuts) {
            // The bytes arrive in pieces of at most three bytes, but are cut at the same offsets, and also where the
            // arrived bytes end.
            int length = 0;
            for (int left = cut; left > 0; left -= length) {
                length = next(parts, Math.min(left, 3));
                assertThat(length).isBetween(1, left);
            }
            assertThat(parts.passed()).isLessThanOrEqualTo(whole.passed());
        }
        assertThat(parts.passed()).isEqualTo(whole.passed());
        assertThat(cuts).contains(1).anyMatch(length -> length > 8);
        assertThat(cuts.stream().mapToInt(length -> length).average().orElseThrow())
                .isBetween(3.0, 5.0);
    }

    private static int next(FaultyStream stream, int available) {
        int length = stream.piece(available);
        stream.pass(length, 0);
        return length;
    }
}
