// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.batch.Batch;
import io.labnet.check.report.BatchPage;
import io.labnet.check.report.BatchRow;
import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.codec.EscapedText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The programs of a whole course: one in each folder. */
final class BatchOptions {
    /** These would say nothing about a batch. */
    private static final List<String> OF_ONE_PROGRAM =
            List.of("--list", "--format", "--record", "--quiet", "--verbose");

    /** The result of a program depends on all options but these. */
    private static final Set<String> OF_THE_BATCH = Set.of("--batch", "--results", "--jobs");

    /** With these, a spreadsheet takes a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    @Option(
            names = "--batch",
            paramLabel = "DIR",
            description = "check the program in each folder of this folder; it is the working directory of the program")
    private @Nullable Path programs;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "with --batch, the folder of the reports, results.csv and index.html; programs that have a"
                    + " report of this check are not checked again (default: the folder of --batch with -results)")
    private @Nullable Path results;

    @Bounds(min = 1, max = 256)
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "with --batch, how many programs are checked at a time (default: the number of processors)")
    private @Nullable Integer jobs;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    boolean isWanted() {
        if (programs == null && (results != null || jobs != null)) {
            throw new UsageError("--results and --jobs need --batch");
        }
        for (String option : programs == null ? List.<String>of() : OF_ONE_PROGRAM) {
            if (given().hasMatchedOption(option)) {
                throw new UsageError("--batch and " + option + " exclude each other");
            }
        }
        return programs != null;
    }

    private ParseResult given() {
        return Objects.requireNonNull(command, "set by picocli").commandLine().getParseResult();
    }

    /** Returns the command with all given options on which results depend. */
    private String origin(String title) {
        return given().matchedOptions().stream()
                .filter(option -> !OF_THE_BATCH.contains(option.longestName()))
                .map(BatchOptions::repeated)
                .distinct()
                .sorted()
                .collect(Collectors.joining("", title, ""));
    }

    private static String repeated(OptionSpec option) {
        return option.arity().max() == 0
                ? " " + option.longestName()
                : option.originalStringValues().stream()
                        .map(value -> " " + option.longestName() + " '" + value + "'")
                        .collect(Collectors.joining());
    }

    /** Checks all programs. Returns the exit status. */
    int run(String title, String again, boolean onePort, Batch.Check check) throws Failure, InterruptedException {
        if (programs == null || !Files.isDirectory(programs)) {
            throw new UsageError("--batch '" + programs + "' is not a folder");
        }
        Path all = programs.toAbsolutePath().normalize();
        if (all.getFileName() == null) {
            throw new UsageError("--batch '" + programs + "' is a folder without a name");
        }
        int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (onePort && threads > 1) {
            throw new UsageError(
                    "--fixed-port: programs that share a port are checked one after another, with --jobs 1");
        }
        Path folder = results == null
                ? all.resolveSibling(all.getFileName() + "-results")
                : results.toAbsolutePath().normalize();
        PrintStream out = System.out;
        try {
            List<BatchRow> rows = new Batch(all, folder, threads, again, origin(title), check)
                    .run(row -> out.println(String.format(
                            Locale.ROOT,
                            "%-20s %-12s %3d/%-3d %s",
                            EscapedText.of(row.id()),
                            row.verdict(),
                            row.points(),
                            row.maxPoints(),
                            String.join(" ", row.broken()))));
            // A program under test may have deleted the folder.
            Files.createDirectories(folder);
            writeTable(folder.resolve("results.csv"), rows);
            try (OutputStream page = Files.newOutputStream(folder.resolve("index.html"))) {
                BatchPage.write(title, rows, page);
            }
            long passed =
                    rows.stream().filter(row -> row.verdict().equals("passed")).count();
            out.println(passed + " of " + rows.size() + " programs passed; see " + folder.resolve("index.html"));
            return status(rows, passed);
        } catch (IOException e) {
            throw new Failure("cannot check " + all + ": " + FileErrors.reason(e), e);
        }
    }

    private static int status(List<BatchRow> rows, long passed) {
        if (rows.stream().anyMatch(row -> row.verdict().equals("internal"))) {
            return Verdict.INTERNAL.exitStatus();
        }
        // As without programs: nothing is known of any.
        if (rows.stream().allMatch(row -> row.verdict().equals("too-little"))) {
            return Verdict.TOO_LITTLE.exitStatus();
        }
        return passed == rows.size() ? 0 : 1;
    }

    private static void writeTable(Path file, List<BatchRow> rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                ICSVWriter csv = new CSVWriterBuilder(out).withLineEnd("\n").build()) {
            csv.writeNext(new String[] {"id", "result", "points", "maximum", "rules broken", "cause", "report"}, false);
            for (BatchRow row : rows) {
                csv.writeNext(
                        new String[] {
                            cell(row.id()),
                            row.verdict(),
                            Integer.toString(row.points()),
                            Integer.toString(row.maxPoints()),
                            String.join(" ", row.broken()),
                            cell(row.cause()),
                            cell(row.report())
                        },
                        false);
            }
        }
    }

    /** Returns a cell that a spreadsheet shows and does not execute. */
    private static String cell(String text) {
        String line = EscapedText.of(text);
        return !line.isEmpty() && FORMULA.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
