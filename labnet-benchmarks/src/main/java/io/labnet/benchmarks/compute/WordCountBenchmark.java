// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import io.labnet.compute.WordCounter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counts the words of 16 MB of text in memory: labnet, a loop over bytes, and {@code split}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WordCountBenchmark {
    private final byte[] text = SampleText.of(16 << 20);

    @Benchmark
    public long labnet() {
        return count(WordCounter.Rule.RUNS);
    }

    @Benchmark
    public long labnetSpaces() {
        return count(WordCounter.Rule.SPACES);
    }

    @Benchmark
    public long loop() {
        long words = 0;
        boolean inWord = false;
        for (byte b : text) {
            boolean white = b == ' ' || (b >= '\t' && b <= '\r');
            if (!white && !inWord) {
                words++;
            }
            inWord = !white;
        }
        return words;
    }

    @Benchmark
    public long split() {
        return new String(text, StandardCharsets.UTF_8).split("\\s+").length;
    }

    @Benchmark
    public long splitSpaces() {
        return new String(text, StandardCharsets.UTF_8).split(" ", -1).length;
    }

    private long count(WordCounter.Rule rule) {
        WordCounter counter = new WordCounter(rule);
        counter.add(text, 0, text.length);
        return counter.words();
    }
}
