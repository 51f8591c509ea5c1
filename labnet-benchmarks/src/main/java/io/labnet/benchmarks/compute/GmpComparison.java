// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Compares the times to compute all decimal digits of a Fibonacci number and of a factorial: with labnet, and with GNU
 * MP called from Python. Prints the time of the fastest of several runs: unlike GNU MP, the JVM is slower in its first
 * runs. Without {@code python3} or {@code libgmp}, GNU MP is skipped.
 */
public final class GmpComparison {
    private static final int[] ARGUMENTS = {1_000, 100_000, 1_000_000};
    private static final int RUNS = 15;

    private GmpComparison() {}

    public static void main(String[] args) throws Exception {
        System.out.printf("%-12s %10s %12s %12s %8s%n", "", "n", "labnet ms", "GNU MP ms", "ratio");
        for (int n : ARGUMENTS) {
            compare("fibonacci", "fib", n, Fibonacci::of);
            compare("factorial", "fac", n, Factorial::of);
        }
    }

    private static void compare(String name, String function, int n, IntFunction<DecimalNumber> ours) throws Exception {
        double milliseconds = best(n, ours);
        String gmp = gmp(function, n);
        if (gmp.matches("[0-9.]+")) {
            double theirs = Double.parseDouble(gmp);
            System.out.printf("%-12s %10d %12.3f %12.3f %8.2f%n", name, n, milliseconds, theirs, theirs / milliseconds);
        } else {
            System.out.printf("%-12s %10d %12.3f %12s: %s%n", name, n, milliseconds, "skipped", gmp);
        }
    }

    private static double best(int n, IntFunction<DecimalNumber> ours) {
        double[] times = new double[RUNS];
        int repeats = Math.max(1, 3_000_000 / n / 10);
        for (int i = 0; i < RUNS; i++) {
            long began = System.nanoTime();
            for (int j = 0; j < repeats; j++) {
                DecimalNumber number = ours.apply(n);
                number.read(0, ByteBuffer.allocate(number.digitCount()));
            }
            times[i] = (System.nanoTime() - began) / 1e6 / repeats;
        }
        return Arrays.stream(times).min().orElseThrow();
    }

    /** Returns the best time in milliseconds, or why GNU MP is skipped. */
    private static String gmp(String function, int n) throws Exception {
        String script;
        try (InputStream in = Objects.requireNonNull(GmpComparison.class.getResourceAsStream("gmp_digits.py"))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            Process python = new ProcessBuilder("python3", "-c", script, function, String.valueOf(n))
                    .redirectErrorStream(true)
                    .start();
            String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return python.waitFor() == 0 ? out.strip() : "there is no libgmp";
        } catch (IOException e) {
            return "there is no python3";
        }
    }
}
