// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import io.labnet.check.CheckOptions;
import io.labnet.cli.command.Bounds;
import io.labnet.cli.process.UsageError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases are run, and how long. */
final class CaseOptions {
    private static final int DEFAULT_TIMEOUT = 3000;

    @Option(
            names = "--only",
            paramLabel = "RULE",
            split = ",",
            description = "run only the cases of this rule, or this case; may be repeated")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "RULE",
            split = ",",
            description = "leave out the cases of this rule, or this case; may be repeated")
    private List<String> skip = List.of();

    @Option(
            names = "--xfail",
            paramLabel = "RULE[=TEXT]",
            description = "expect that this rule is broken, with a message that contains the text; may be repeated")
    private List<String> expectedFailures = List.of();

    @Option(names = "--strict", description = "fail also for what a program should do")
    private boolean strict;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + CheckOptions.DEFAULT_SEED,
            description = "the seed of the values that are not fixed (default: ${DEFAULT-VALUE}, for everyone)")
    private long seed = CheckOptions.DEFAULT_SEED;

    @Bounds(min = 100, max = 60_000, unit = "ms")
    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "" + DEFAULT_TIMEOUT,
            description = "how long each step waits for the program (default: ${DEFAULT-VALUE} ms)")
    private int timeout = DEFAULT_TIMEOUT;

    @Bounds(min = 1, max = 3600, unit = "s")
    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long the check of a program may take (default: ${DEFAULT-VALUE} s)")
    private int limit = 60;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "keep the transcript and a pcapng file of each failure in this folder")
    private @Nullable Path record;

    CheckOptions options() {
        Map<String, String> expected = new HashMap<>();
        for (String each : expectedFailures) {
            String[] parts = each.split("=", 2);
            if (expected.put(parts[0], parts.length > 1 ? parts[1] : "") != null) {
                throw new UsageError("--xfail names " + parts[0] + " twice");
            }
        }
        return new CheckOptions(
                only, skip, expected, strict, seed, Duration.ofMillis(timeout), Duration.ofSeconds(limit), record);
    }

    /** Returns how to repeat these options on a command line. */
    String repeated() {
        return (strict ? " --strict" : "")
                + (seed == CheckOptions.DEFAULT_SEED ? "" : " --seed " + seed)
                + (timeout == DEFAULT_TIMEOUT ? "" : " --timeout " + timeout);
    }
}
