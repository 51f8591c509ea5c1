// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labnet.xorproto.server.ScoreRegister;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every score book. */
abstract class ScoreBookContract {
    static final long STUDENT = 20_201_234;
    static final long OTHER = 20_201_235;
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    /** The number of concurrent submissions. */
    private static final int CONCURRENCY = 50;

    private static final int SUBMISSIONS = 1000;

    private ScoreBook book;

    /** Returns an empty book. */
    abstract ScoreBook emptyBook() throws Exception;

    @BeforeEach
    void openBook() throws Exception {
        book = emptyBook();
    }

    @AfterEach
    void closeBook() {
        book.close();
    }

    @Test
    void standings_newBook_areEmpty() throws IOException {
        assertThat(book.standings()).isEmpty();
    }

    @Test
    void submit_storesTheFirst() throws IOException {
        BestScore stored = book.submit(xor(20, NOON));

        assertThat(stored).isEqualTo(new BestScore(STUDENT, ScoreTask.XOR, 20, NOON, 1));
        assertThat(book.standings()).containsExactly(stored);
    }

    @Test
    void xorRegister_returnsTheBest() throws Exception {
        ScoreRegister register = book.xorRegister(Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(register.register(STUDENT, 20)).isEqualTo(20);
        assertThat(register.register(STUDENT, 10)).isEqualTo(20);
        assertThat(book.standings()).containsExactly(new BestScore(STUDENT, ScoreTask.XOR, 20, NOON, 2));
    }

    @Test
    void submit_zeroPoints_isStored() throws IOException {
        assertThat(book.submit(xor(0, NOON))).isEqualTo(new BestScore(STUDENT, ScoreTask.XOR, 0, NOON, 1));
        assertThat(book.standings()).hasSize(1);
    }

    @Test
    void submit_keepsTheBetter() throws IOException {
        book.submit(xor(20, NOON));

        assertThat(book.submit(xor(35, NOON.plusSeconds(1))))
                .isEqualTo(new BestScore(STUDENT, ScoreTask.XOR, 35, NOON.plusSeconds(1), 2));
        assertThat(book.submit(xor(10, NOON.plusSeconds(2))))
                .isEqualTo(new BestScore(STUDENT, ScoreTask.XOR, 35, NOON.plusSeconds(1), 3));
        assertThat(book.standings()).containsExactly(new BestScore(STUDENT, ScoreTask.XOR, 35, NOON.plusSeconds(1), 3));
    }

    @Test
    void submit_equalScore_keepsEarliestTime() throws IOException {
        book.submit(xor(50, NOON));
        book.submit(xor(50, NOON.plusSeconds(1)));

        // This happens if the clock of another server is late, or its commit came later.
        assertThat(book.submit(xor(50, NOON.minusSeconds(1))))
                .isEqualTo(new BestScore(STUDENT, ScoreTask.XOR, 50, NOON.minusSeconds(1), 3));
    }

    @Test
    void submit_keepsStudentsAndTasksApart() throws IOException {
        book.submit(new Submission(OTHER, ScoreTask.COMPUTE, 40, NOON));
        book.submit(new Submission(STUDENT, ScoreTask.COMPUTE, 15, NOON));
        book.submit(new Submission(OTHER, ScoreTask.XOR, 10, NOON));
        book.submit(new Submission(STUDENT, ScoreTask.XOR, 50, NOON));

        assertThat(book.standings())
                .containsExactly(
                        new BestScore(STUDENT, ScoreTask.XOR, 50, NOON, 1),
                        new BestScore(STUDENT, ScoreTask.COMPUTE, 15, NOON, 1),
                        new BestScore(OTHER, ScoreTask.XOR, 10, NOON, 1),
                        new BestScore(OTHER, ScoreTask.COMPUTE, 40, NOON, 1));
    }

    @Test
    void submit_keepsTheExtremesOfTime() throws IOException {
        Instant last = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);

        assertThat(book.submit(xor(50, last)).at()).isEqualTo(last);
        assertThat(book.submit(xor(50, first)).at()).isEqualTo(first);
    }

    @Test
    void submit_concurrently_keepsBestScore() throws Exception {
        List<Submission> submissions = IntStream.range(0, SUBMISSIONS)
                .mapToObj(SampleSubmissions::number)
                .toList();

        submitAtOnce(submissions);

        assertThat(book.standings()).isEqualTo(SampleSubmissions.bests(submissions));
    }

    @Test
    void closedBook_throws() {
        book.close();
        book.close();

        assertThatIllegalStateException().isThrownBy(() -> book.submit(xor(50, NOON)));
        assertThatIllegalStateException().isThrownBy(book::standings);
    }

    static Submission xor(int points, Instant at) {
        return new Submission(STUDENT, ScoreTask.XOR, points, at);
    }

    private void submitAtOnce(List<Submission> submissions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            List<Callable<BestScore>> calls = new ArrayList<>();
            submissions.forEach(submission -> calls.add(() -> book.submit(submission)));
            for (Future<BestScore> stored : threads.invokeAll(calls)) {
                assertThat(stored.get().attempts()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
