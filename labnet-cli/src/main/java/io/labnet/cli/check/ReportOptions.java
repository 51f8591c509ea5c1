// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import io.labnet.check.CheckReport;
import io.labnet.check.report.ReportFormat;
import io.labnet.check.report.TextReport.Detail;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the report is written, and where. */
final class ReportOptions {
    private static final String TEXT = "text";

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            description = "text, json, junit, html or gradescope; without a file to standard output, which then has no"
                    + " other text; may be repeated (default: text)")
    private List<String> formats = List.of();

    @Option(names = "--quiet", description = "print only the result")
    private boolean quiet;

    @Option(names = "--verbose", description = "explain every failure, not only the first of each rule")
    private boolean verbose;

    /** A report that is written; without a file to standard output. */
    private record Wanted(
            @Nullable ReportFormat format, @Nullable Path file) {}

    private List<Wanted> wanted() {
        List<Wanted> wanted = new ArrayList<>();
        for (String each : formats) {
            String[] parts = each.split("=", 2);
            wanted.add(new Wanted(format(parts[0]), parts.length > 1 ? path(parts[1]) : null));
        }
        if (wanted.stream().filter(each -> each.file == null).count() > 1) {
            throw new UsageError("--format: only one format can go to standard output");
        }
        return wanted;
    }

    private static @Nullable ReportFormat format(String name) {
        if (name.equals(TEXT)) {
            return null;
        }
        return Stream.of(ReportFormat.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny()
                .orElseThrow(() -> new UsageError("--format '" + name + "' is not one of text, "
                        + Stream.of(ReportFormat.values())
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageError("--format: " + e.getMessage());
        }
    }

    /** Checks the formats and files before anything is run. */
    void check() {
        Set<Path> files = new HashSet<>();
        for (Wanted each : wanted()) {
            if (each.file == null) {
                continue;
            }
            Path file = each.file.toAbsolutePath().normalize();
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw new UsageError("--format: '" + each.file + "' can't be a file: "
                        + (Files.isDirectory(file) ? "it is a folder" : "its folder does not exist"));
            }
            if (!files.add(file)) {
                throw new UsageError("--format: two formats go to '" + each.file + "'");
            }
        }
    }

    Detail detail() {
        if (quiet && verbose) {
            throw new UsageError("--quiet and --verbose exclude each other");
        }
        return quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL;
    }

    /** Returns where the text goes while the check runs. */
    PrintStream text() throws Failure {
        for (Wanted each : wanted()) {
            if (each.format == null && each.file != null) {
                return new PrintStream(open(each.file), true);
            }
        }
        boolean taken = wanted().stream().anyMatch(each -> each.format != null && each.file == null);
        return taken ? new PrintStream(OutputStream.nullOutputStream()) : System.out;
    }

    void write(CheckReport report, String again) throws Failure {
        for (Wanted each : wanted()) {
            if (each.format == null) {
                continue;
            }
            try {
                if (each.file == null) {
                    each.format.write(report, again, System.out);
                    System.out.flush();
                } else {
                    try (OutputStream out = open(each.file)) {
                        each.format.write(report, again, out);
                    }
                }
            } catch (IOException e) {
                throw new Failure("cannot write the report: " + e.getMessage(), e);
            }
        }
    }

    private static OutputStream open(Path file) throws Failure {
        try {
            return new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new Failure("cannot write to " + file + ": " + FileErrors.reason(e), e);
        }
    }
}
