// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.PostgresServer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A thousand submissions of a hundred students, fifty at once, to two servers on one database. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class SubmissionsIT {
    private static final int STUDENTS = 100;
    private static final int SUBMISSIONS = 1000;
    private static final int AT_ONCE = 50;
    private static final long FIRST_STUDENT = 20_200_000;

    @Test
    void bestScores_areRightOnSqlite(@TempDir Path folder) throws Exception {
        checkBestScores(folder.resolve("scores.db").toString());
    }

    @Test
    void bestScores_areRightOnPostgresql() throws Exception {
        checkBestScores(PostgresServer.emptyDatabase());
    }

    private static void checkBestScores(String database) throws Exception {
        try (ScoreBook one = ScoreBook.open(database);
                ScoreBook other = ScoreBook.open(database);
                Server first = serve(one);
                Server second = serve(other)) {
            int[] ports = {first.endpoint().port(), second.endpoint().port()};
            Map<Long, Integer> expected = submitAll(ports);

            List<BestScore> standings = one.standings();
            assertThat(standings).hasSize(STUDENTS);
            for (BestScore score : standings) {
                assertThat(score.points()).isEqualTo(expected.get(score.studentId()));
                assertThat(score.attempts()).isEqualTo(SUBMISSIONS / STUDENTS);
            }
        }
    }

    /** Returns the best reported score of each student. Students whose number ends in 0 never get all points. */
    private static Map<Long, Integer> submitAll(int[] ports) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<XorResult>> runs = new ArrayList<>();
            for (int i = 0; i < SUBMISSIONS; i++) {
                int number = i;
                runs.add(() ->
                        PlainXorClient.run(ports[number % 2], "sbmt", student(number), text -> answer(text, number)));
            }
            Map<Long, Integer> best = new HashMap<>();
            List<Future<XorResult>> results = threads.invokeAll(runs);
            for (int i = 0; i < SUBMISSIONS; i++) {
                XorResult result = results.get(i).get();
                assertThat(result.message()).contains("YOUR POINTS ARE REGISTERED ON DATABASE");
                best.merge(student(i), (int) result.score(), Math::max);
            }
            assertThat(best.values()).contains(20, 50);
            return best;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long student(int number) {
        return FIRST_STUDENT + number % STUDENTS;
    }

    private static byte[] answer(byte[] text, int number) {
        boolean right = number % STUDENTS % 10 != 0 && number / STUDENTS == number % 10;
        return right ? text : new byte[1];
    }

    private static Server serve(ScoreBook book) throws Exception {
        XorTask task = new XorTask(
                XorText.of("hello, KAIST".getBytes(StandardCharsets.US_ASCII)),
                () -> "tree",
                book.xorRegister(Clock.systemUTC()));
        return new TcpTransport().serve(Endpoint.loopback(0), new XorService(task), ServerOptions.defaults());
    }
}
