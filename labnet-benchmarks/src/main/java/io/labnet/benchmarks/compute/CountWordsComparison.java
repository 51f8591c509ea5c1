// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import io.labnet.examples.CountWords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs two processes in turn, and compares their run times: {@link CountWords} in a new JVM, and {@code wc -w}. Each
 * counts the words of the same file of 256 MB, which the operating system has in its page cache. Without {@code wc},
 * the comparison is skipped.
 *
 * <p>Arguments: the number of rounds, 5 by default.
 */
public final class CountWordsComparison {
    private static final int CHUNK = 16 << 20;
    private static final int CHUNKS = 16;

    private CountWordsComparison() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Path file = Files.createTempFile("words", ".txt");
        try {
            write(file);
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    CountWords.class.getName(),
                    file.toString());
            List<String> wc = List.of("wc", "-w", file.toString());
            try {
                compare(java, wc, rounds);
            } catch (IOException e) {
                System.out.println("skipped: there is no wc: " + e.getMessage());
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void compare(List<String> java, List<String> wc, int rounds) throws Exception {
        run(java);
        run(wc);
        double[] ratios = new double[rounds];
        System.out.printf("%8s %12s %12s %8s%n", "round", "labnet ms", "wc -w ms", "ratio");
        for (int i = 0; i < rounds; i++) {
            double ours = run(java);
            double theirs = run(wc);
            ratios[i] = theirs / ours;
            System.out.printf("%8d %,12.0f %,12.0f %8.2f%n", i + 1, ours, theirs, ratios[i]);
        }
        Arrays.sort(ratios);
        System.out.printf("median ratio %.2f%n", ratios[rounds / 2]);
    }

    private static void write(Path file) throws IOException {
        byte[] text = SampleText.of(CHUNK);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < CHUNKS; i++) {
                out.write(text);
            }
        }
    }

    /** Runs a command until it ends, and returns its duration in milliseconds. */
    private static double run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // With LC_ALL=C, wc treats each byte as a character, as labnet does. With JAVA_TOOL_OPTIONS, the JVM would
        // print an additional line.
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        long began = System.nanoTime();
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + out);
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
