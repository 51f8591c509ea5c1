// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is terminated while another program has locked the score file. */
class LockedStoreIT {
    private static final int CLIENTS = 12;
    private static final long FIRST_STUDENT = 20_200_000;

    @Test
    void sigterm_reportsEveryLostScore(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("scores.db");
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        CountDownLatch answering = new CountDownLatch(CLIENTS);
        try (ChildProcess server =
                ChildProcess.labnet("xor server --port 0 --words 20 --quiet --db", file.toString())) {
            int port = server.awaitPort();
            List<CompletableFuture<String>> told = new ArrayList<>();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                for (long i = 0; i < CLIENTS; i++) {
                    long student = FIRST_STUDENT + i;
                    told.add(CompletableFuture.supplyAsync(() -> submit(port, student, answering), threads));
                }
                assertThat(answering.await(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                server.terminate();
                assertThat(server.exitCode()).isNotZero();
            }
            for (CompletableFuture<String> one : told) {
                assertThat(one.get(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .doesNotEndWith("YOUR POINTS ARE REGISTERED ON DATABASE");
            }
            for (long i = 0; i < CLIENTS; i++) {
                // The score itself is not checked: an answer may still be in transit when the server is terminated.
                assertThat(server.err().lines())
                        .filteredOn(Pattern.compile(
                                        ".*the score (10|20|35|50) of " + (FIRST_STUDENT + i) + " is not stored, .*")
                                .asMatchPredicate())
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String submit(int port, long student, CountDownLatch answering) {
        try {
            return PlainXorClient.run(port, "sbmt", student, text -> {
                        answering.countDown();
                        return text;
                    })
                    .message();
        } catch (IOException e) {
            return "was cut off: " + e;
        }
    }
}
