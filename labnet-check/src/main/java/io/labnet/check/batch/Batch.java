// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.batch;

import io.labnet.check.CheckReport;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.report.BatchRow;
import io.labnet.check.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the programs in the folders of a folder, several at a time. Each report is written as soon as it is complete;
 * a batch that was ended in the middle goes on with the programs that have none.
 */
public final class Batch {
    /** The page of the course is index.html, also where file names have no case. */
    private static final Pattern INDEX = Pattern.compile("index_*", Pattern.CASE_INSENSITIVE);

    private final Path programs;
    private final Path results;
    private final int jobs;
    private final String again;
    private final String origin;
    private final Check check;

    /** Checks one program. */
    public interface Check {
        /**
         * Checks a program.
         *
         * @param folder the folder of the program
         * @return the report
         * @throws Exception if the checker failed, which is no result of the program
         */
        CheckReport of(Path folder) throws Exception;
    }

    /**
     * Creates a batch.
     *
     * @param programs the folder with a folder for each program
     * @param results the folder of the reports; created if need be, and no program if it is among them
     * @param jobs how many programs are checked at a time, at least 1
     * @param again the command that repeats the check of one program, without a selection of cases
     * @param origin the command with all that a result depends on; a program with a report of another is checked again
     * @param check checks one program; called by several threads
     * @throws IllegalArgumentException if {@code jobs} is not positive
     */
    public Batch(Path programs, Path results, int jobs, String again, String origin, Check check) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs " + jobs + " is less than 1");
        }
        this.programs = Objects.requireNonNull(programs, "programs");
        this.results = Objects.requireNonNull(results, "results");
        this.jobs = jobs;
        this.again = Objects.requireNonNull(again, "again");
        this.origin = Objects.requireNonNull(origin, "origin");
        this.check = Objects.requireNonNull(check, "check");
    }

    /**
     * Checks all programs that have no report of this check yet. The row of a program that could not be checked, or
     * whose report could not be written, has the verdict {@code internal}, and what failed as its cause.
     *
     * @param progress receives each row when it is known, from several threads, one at a time
     * @return the rows of all programs, by the names of their folders
     * @throws IOException if the folder of the programs can't be read, or that of the reports not created
     * @throws InterruptedException if this thread is interrupted
     */
    public List<BatchRow> run(Consumer<? super BatchRow> progress) throws IOException, InterruptedException {
        Files.createDirectories(results);
        List<Path> folders = folders();
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<BatchRow>> running = new ArrayList<>();
            for (Path folder : folders) {
                running.add(workers.submit(() -> {
                    BatchRow row = row(folder);
                    synchronized (progress) {
                        progress.accept(row);
                    }
                    return row;
                }));
            }
            List<BatchRow> rows = new ArrayList<>();
            for (Future<BatchRow> each : running) {
                rows.add(each.get());
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IOException("the batch can't go on: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(programs, Files::isDirectory)) {
            for (Path each : all) {
                if (!Files.isSameFile(each, results)) {
                    folders.add(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(folders);
        return folders;
    }

    private BatchRow row(Path folder) {
        String id = folder.getFileName().toString();
        BatchRow earlier = earlier(id);
        return earlier == null ? checked(folder, id) : earlier;
    }

    /** Returns the result of an earlier run. A report that can't be read is as if it were not there. */
    private @Nullable BatchRow earlier(String id) {
        Path json = results.resolve(stem(id) + ".json");
        try {
            return Files.exists(json) && BatchRow.origin(json).equals(origin)
                    ? BatchRow.read(id, json, stem(id) + ".html")
                    : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private BatchRow checked(Path folder, String id) {
        try {
            CheckReport report = check.of(folder);
            return report.verdict() == Verdict.INTERNAL
                    ? internal(id, String.valueOf(report.problem()))
                    : written(id, report);
        } catch (Exception e) {
            return internal(id, e.toString());
        }
    }

    private BatchRow written(String id, CheckReport report) {
        Path json = results.resolve(stem(id) + ".json");
        String html = stem(id) + ".html";
        try {
            // A program under test may have deleted the folder.
            Files.createDirectories(results);
            write(ReportFormat.HTML, report, again, results.resolve(html));
            write(ReportFormat.JSON, report, origin, json);
            return BatchRow.read(id, json, html);
        } catch (IOException e) {
            return internal(id, "the report can't be written: " + e);
        }
    }

    /** Says nothing about the program: an earlier result stays, and the next run tries again. */
    private BatchRow internal(String id, String problem) {
        String error = id + ".error.txt";
        try {
            Files.createDirectories(results);
            Files.writeString(results.resolve(error), problem + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The row has the problem, too.
            error = "";
        }
        return new BatchRow(id, "internal", 0, 0, List.of(), problem, error);
    }

    /** Returns what the names of a program's reports start with: they are unique, and none is index.html. */
    private static String stem(String id) {
        return INDEX.matcher(id).matches() ? id + "_" : id;
    }

    /** Writes a file so that it is either complete or absent. */
    private void write(ReportFormat format, CheckReport report, String command, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(report, command, bytes);
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, bytes.toByteArray());
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
