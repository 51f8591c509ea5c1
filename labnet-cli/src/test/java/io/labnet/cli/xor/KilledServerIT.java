// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PostgresServer;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every score reported as registered is in the database although servers are killed, and other servers continue. */
@Timeout(value = 1, unit = TimeUnit.HOURS) // for many kills; each wait has a bound of its own
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class KilledServerIT {
    /** The number of kills on each database; set by {@code -Dlabnet.test.kills=50}. */
    private static final int KILLS = Integer.getInteger("labnet.test.kills", 2);

    /** A server is killed after at most this number of results. */
    private static final int MAX_TOLD = 30;

    private static final int CLIENTS = 4;
    private static final long FIRST_STUDENT = 20_200_000;

    private final AtomicLong students = new AtomicLong(FIRST_STUDENT);
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    private final Random random = new Random();

    @Test
    void kill_losesNoScoreOnSqlite(@TempDir Path directory) throws Exception {
        kill_losesNoScore(directory.resolve("scores.db").toString());
    }

    @Test
    void kill_losesNoScoreOnPostgresql() throws Exception {
        kill_losesNoScore(PostgresServer.emptyDatabase());
    }

    private void kill_losesNoScore(String db) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (ChildProcess survivor = start(db)) {
            int port = survivor.awaitPort();
            submit(clients, port, student -> {});
            for (int kill = 0; kill < KILLS; kill++) {
                killOne(clients, db);
            }
            // The remaining server still registers scores.
            CountDownLatch more = new CountDownLatch(CLIENTS);
            submit(clients, port, student -> more.countDown());
            await(more, survivor);
        } finally {
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        List<BestScore> stored = standings(db);
        // Not by containsAll, which takes hours for as many as there are after many kills.
        Set<Long> missing = new HashSet<>(told);
        stored.forEach(score -> missing.remove(score.studentId()));
        assertThat(missing).isEmpty();
        assertThat(told).hasSizeGreaterThan(KILLS);
        assertThat(stored).allMatch(score -> score.points() == 50 && score.attempts() == 1);
    }

    /** Starts a server, and kills it while clients wait for their results. */
    private void killOne(ExecutorService clients, String db) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(1 + random.nextInt(MAX_TOLD));
        try (ChildProcess victim = start(db)) {
            submit(clients, victim.awaitPort(), student -> enough.countDown());
            await(enough, victim);
            // Closing kills the process.
        }
    }

    /** Lets clients submit scores of new students until the server ends. */
    private void submit(ExecutorService clients, int port, LongConsumer registered) {
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                try {
                    while (true) {
                        long student = students.getAndIncrement();
                        String message = PlainXorClient.run(port, "sbmt", student, text -> text)
                                .message();
                        if (message.endsWith("YOUR POINTS ARE REGISTERED ON DATABASE")) {
                            told.add(student);
                            registered.accept(student);
                        }
                    }
                } catch (IOException killed) {
                    // These submissions get no result, so their scores are not expected.
                }
            });
        }
    }

    private static void await(CountDownLatch latch, ChildProcess server) throws InterruptedException {
        assertThat(latch.await(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s", server)
                .isTrue();
    }

    private static ChildProcess start(String db) {
        return ChildProcess.labnet("xor server --port 0 --words 50 --quiet --db", db);
    }

    private static List<BestScore> standings(String db) throws Exception {
        try (ScoreBook book = ScoreBook.openToRead(db)) {
            return book.standings();
        }
    }
}
