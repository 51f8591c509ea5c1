// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs tests with seeds, to see what they receive and what is printed when they fail. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@ResourceLock(Resources.SYSTEM_ERR)
class SeedExtensionTest {
    private static final List<Long> RECEIVED = Collections.synchronizedList(new ArrayList<>());

    static class Seeded {
        @Test
        void random(@Seed long seed) {
            RECEIVED.add(seed);
        }

        @Test
        void fixed(@Seed(-5) long seed) {
            RECEIVED.add(seed);
        }

        @Test
        void failing(@Seed(42) long seed) {
            throw new AssertionError("on purpose");
        }

        @Test
        void failingAtRandom(@Seed long seed) {
            RECEIVED.add(seed);
            throw new AssertionError("on purpose");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2})
        void parameterized(long number, @Seed long seed) {
            RECEIVED.add(number);
            RECEIVED.add(seed);
        }

        @Test
        void twoValues(@Seed({1, 2}) long seed) {}

        @Test
        void wrongType(@Seed int seed) {}
    }

    private record Run(SuiteRun results, String errors, List<Long> received) {}

    private static Run run(String method) {
        return run(method, "");
    }

    private static Run run(String method, String property) {
        RECEIVED.clear();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        System.setProperty("labnet.seed", property);
        try {
            SuiteRun results = SuiteRun.of(Seeded.class, method);
            return new Run(results, errors.toString(StandardCharsets.UTF_8), List.copyOf(RECEIVED));
        } finally {
            System.clearProperty("labnet.seed");
            System.setErr(before);
        }
    }

    @Test
    void seed_isRandomByDefault() {
        Run first = run("random(long)");
        assertThat(first.results.failures()).isEmpty();
        assertThat(first.errors).doesNotContain("seed");
        assertThat(first.received).hasSize(1).isNotEqualTo(run("random(long)").received);
    }

    @Test
    void seed_isFixedByAnnotation() {
        assertThat(run("fixed(long)", "9").received).containsExactly(-5L);
    }

    @Test
    void seed_isFixedByProperty() {
        assertThat(run("random(long)", "-9").received).containsExactly(-9L);
    }

    @Test
    void seed_isPassedBesideOtherArguments() {
        assertThat(run("parameterized(long,long)", "9").received).containsExactly(1L, 9L, 2L, 9L);
    }

    @Test
    void property_thatIsNoNumber_isRefused() {
        assertThat(run("random(long)", "1x").results.failures().values())
                .singleElement()
                .asString()
                .contains("the system property labnet.seed is '1x', not a whole number");
    }

    @Test
    void seed_isPrintedWhenTheTestFails() {
        assertThat(run("failing(long)").errors)
                .contains("Seeded.failing(long) failed with seed 42. To repeat it, set the system property"
                        + " -Dlabnet.seed=42, or write @Seed(42).");
    }

    @Test
    void printedSeed_repeatsTheTest() {
        Run failed = run("failingAtRandom(long)");
        String seed = String.valueOf(failed.received.get(0));
        assertThat(failed.errors).contains("-Dlabnet.seed=" + seed + ",");
        assertThat(run("failingAtRandom(long)", seed).received).isEqualTo(failed.received);
    }

    @Test
    void wrongUse_isRefused() {
        assertThat(run("twoValues(long)").results.failures().values())
                .singleElement()
                .asString()
                .contains("@Seed has 2 values");
        assertThat(run("wrongType(int)").results.failures()).hasSize(1);
    }
}
