// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.testkit.internal.Input.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    @Test
    void shrink_keepsTheRelevantSplitAndBytes() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        bytes[500] = 7;
        bytes[501] = 9;
        List<Part> parts = new ArrayList<>();
        for (byte value : bytes) {
            parts.add(Part.of(new byte[] {value}, Boundary.MORE));
        }
        parts.add(Part.of(new byte[0], Boundary.END));

        assertThat(shrunk(parts, ShrinkerTest::hasSplitBetween7And9)).isEqualTo("07 | 09 END");
    }

    @Test
    void shrink_removesIrrelevantPauses() {
        List<Part> parts = List.of(
                Part.of(new byte[] {1}, Boundary.PAUSE),
                Part.of(new byte[] {2, 3}, Boundary.PAUSE),
                Part.of(new byte[] {4}, Boundary.FRAME));

        assertThat(shrunk(parts, some -> Input.describe(some).contains("03 PAUSE")))
                .isEqualTo("03 PAUSE FRAME");
        assertThat(shrunk(parts, some -> true)).isEqualTo("FRAME");
        assertThat(shrunk(parts, parts::equals)).isEqualTo("01 PAUSE 02 03 PAUSE 04 FRAME");
    }

    @Test
    void shrink_stopsAfterMaxTries() {
        AtomicInteger tries = new AtomicInteger();
        List<Part> parts = List.of(Part.of(new byte[10_000], Boundary.END));

        assertThat(Shrinker.shrink(parts, some -> tries.incrementAndGet() < 0)).isEqualTo(parts);
        assertThat(tries).hasValueLessThanOrEqualTo(2000);
    }

    private static boolean hasSplitBetween7And9(List<Part> parts) {
        for (int i = 1; i < parts.size(); i++) {
            byte[] before = parts.get(i - 1).toArray();
            byte[] after = parts.get(i).toArray();
            if (before.length > 0 && after.length > 0 && before[before.length - 1] == 7 && after[0] == 9) {
                return true;
            }
        }
        return false;
    }

    private static String shrunk(List<Part> parts, Predicate<List<Part>> fails) {
        return Input.describe(Shrinker.shrink(parts, fails));
    }
}
