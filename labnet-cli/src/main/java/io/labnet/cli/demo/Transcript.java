// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The transcript of a demonstration: prints results, compares them with the expected ones, and prints a summary. Used
 * by one thread.
 */
final class Transcript {
    private static final String RULE = "-".repeat(64);

    private final PrintStream out;
    private final List<Result> results = new ArrayList<>();
    private int checks;
    private int differences;

    private record Result(String system, int checks, int differences, long millis) {}

    Transcript(PrintStream out) {
        this.out = out;
    }

    /** Runs a section from its title to its result. */
    void section(String system, String title, DemoSection section) {
        out.println(RULE);
        out.println(system + ": " + title);
        out.println(RULE);
        checks = 0;
        differences = 0;
        long began = System.nanoTime();
        try {
            section.run(this);
        } catch (Exception e) {
            expect("the section runs to its end", "no exception", e);
        }
        results.add(new Result(system, checks, differences, (System.nanoTime() - began) / 1_000_000));
        out.println();
    }

    /** Prints a line. */
    void print(String line) {
        out.println(line);
    }

    /** Prints a result, and whether it is the expected one. */
    void expect(String what, Object expected, Object found) {
        checks++;
        if (Objects.equals(expected, found)) {
            out.println("  ok    " + what + ": " + found);
        } else {
            differences++;
            out.println("  DIFFERS " + what);
            out.println("    expected: " + expected);
            out.println("    found:    " + found);
        }
    }

    /** Prints the table. Returns whether everything was as expected. */
    boolean conclude() {
        String row = "%-12s %8s %12s %10s%n";
        out.printf(row, "system", "checks", "differences", "time");
        boolean good = !results.isEmpty();
        for (Result result : results) {
            out.printf(row, result.system, result.checks, result.differences, result.millis + " ms");
            good &= result.differences == 0 && result.checks > 0;
        }
        out.println();
        out.println(good ? "Everything was as expected." : "Something differs from what was expected.");
        return good;
    }
}
