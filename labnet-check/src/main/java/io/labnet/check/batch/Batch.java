// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.batch;

import io.labnet.check.CheckReport;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.report.BatchRow;
import io.labnet.check.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks the programs in the folders of a folder, several at a time. Each report is written as soon as it is complete;
 * a batch that was ended in the middle goes on with the programs that have none.
 */
public final class Batch {
    private final Path programs;
    private final Path results;
    private final int jobs;
    private final String again;
    private final long seed;
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
     * @param results the folder of the reports; created if need be
     * @param jobs how many programs are checked at a time, at least 1
     * @param again the command that repeats the check of one program, without a selection of cases
     * @param seed the seed of the values that are not fixed
     * @param check checks one program; called by several threads
     */
    public Batch(Path programs, Path results, int jobs, String again, long seed, Check check) {
        this.programs = Objects.requireNonNull(programs, "programs");
        this.results = Objects.requireNonNull(results, "results");
        this.jobs = jobs;
        this.again = Objects.requireNonNull(again, "again");
        this.seed = seed;
        this.check = Objects.requireNonNull(check, "check");
    }

    /**
     * Checks all programs that have no report of this check yet.
     *
     * @param progress receives each row when it is known, from several threads, one at a time
     * @return the rows of all programs, by the names of their folders
     * @throws IOException if a folder can't be read, or a report not written
     * @throws InterruptedException if this thread is interrupted
     */
    public List<BatchRow> run(Consumer<? super BatchRow> progress) throws IOException, InterruptedException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(programs)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        Files.createDirectories(results);
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
            throw new IOException("the reports can't be written: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private BatchRow row(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        Path json = results.resolve(id + ".json");
        if (Files.exists(json) && BatchRow.origin(json).equals(again + ", seed " + seed)) {
            return BatchRow.read(id, json);
        }
        String problem;
        try {
            CheckReport report = check.of(folder);
            if (report.verdict() != Verdict.INTERNAL) {
                write(ReportFormat.HTML, report, results.resolve(id + ".html"));
                write(ReportFormat.JSON, report, json);
                return BatchRow.read(id, json);
            }
            problem = String.valueOf(report.problem());
        } catch (Exception e) {
            problem = e.toString();
        }
        // This says nothing about the program: an earlier result stays, and the next run tries again.
        Path error = results.resolve(id + ".error.txt");
        Files.writeString(error, problem + "\n", StandardCharsets.UTF_8);
        return new BatchRow(id, "internal", 0, 0, List.of(), problem, id + ".error.txt");
    }

    /** Writes a file so that it is either complete or absent. */
    private void write(ReportFormat format, CheckReport report, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(report, again, bytes);
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, bytes.toByteArray());
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
