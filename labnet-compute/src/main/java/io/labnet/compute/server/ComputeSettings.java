// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.WordCounter;
import io.labnet.compute.internal.decimal.Factorial;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of a compute server.
 *
 * @param fibonacci how the server numbers Fibonacci numbers
 * @param words the definition of a word
 * @param maxN the largest number in Fibonacci and factorial requests, 0 to {@link #GREATEST_MAX_N}
 * @param idle the idle timeout for clients, at least a second
 */
public record ComputeSettings(FibonacciCount fibonacci, WordCounter.Rule words, int maxN, Duration idle) {
    /** The upper bound of {@code maxN}. */
    public static final int GREATEST_MAX_N = Factorial.MAX_ARGUMENT;

    /**
     * Checks {@code maxN} and {@code idle}.
     *
     * @param fibonacci how the server numbers Fibonacci numbers
     * @param words the definition of a word
     * @param maxN the largest number in Fibonacci and factorial requests
     * @param idle the idle timeout for clients
     * @throws IllegalArgumentException if {@code maxN} or {@code idle} is out of its bounds
     */
    public ComputeSettings {
        Objects.requireNonNull(fibonacci, "fibonacci");
        Objects.requireNonNull(words, "words");
        if (maxN < 0 || maxN > GREATEST_MAX_N) {
            throw new IllegalArgumentException("max-n " + maxN + " is not within 0 to " + GREATEST_MAX_N);
        }
        if (idle.toSeconds() < 1) {
            throw new IllegalArgumentException("idle " + idle + " is less than a second");
        }
    }

    /**
     * Returns the documented settings.
     *
     * @return settings with the documented numbering and definition of a word, numbers up to
     *     {@link ComputeProtocol#DEFAULT_MAX_N}, and an idle timeout of 60 s
     */
    public static ComputeSettings documented() {
        return new ComputeSettings(
                FibonacciCount.ONE_BASED, WordCounter.Rule.RUNS, ComputeProtocol.DEFAULT_MAX_N, ComputeProtocol.IDLE);
    }
}
