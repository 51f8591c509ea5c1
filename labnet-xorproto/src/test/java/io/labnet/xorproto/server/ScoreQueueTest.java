// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoreQueueTest extends XorServerFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENDING = "THE SERVER STOPPED BEFORE ITS DATABASE STORED THE SCORE";

    private final ScoreQueue queue = new ScoreQueue();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ScoreRegister hanging = (student, points) -> {
        asked.countDown();
        answered.await();
        return points;
    };

    @AfterEach
    void close() throws InterruptedException {
        answered.countDown();
        queue.close(PATIENCE);
    }

    @Test
    void failure_ofOpenQueue_isThatOfRegister() {
        ScoreRegister full = (student, points) -> {
            throw new IOException("it is full");
        };

        assertThat(queue.addUrgent(full, STUDENT, 50))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ScoreRefusedException.class)
                .havingCause()
                .withMessage("it is full");
    }

    @Test
    void close_failsWaitingAndLaterScores() throws Exception {
        CompletableFuture<?> first = queue.addUrgent(hanging, STUDENT, 50);
        awaitAsked();
        queue.close(PATIENCE);

        assertEnding(first);
        assertEnding(queue.addUrgent(register, STUDENT, 50));
        assertEnding(queue.add(register, STUDENT + 1, 10));
        assertThat(stored).isEmpty();
    }

    @Test
    void close_notifiesClients() throws Exception {
        XorTask task = new XorTask(XorText.of(TEXT.getBytes(US_ASCII)), () -> "tree", hanging);
        ConversationDriver wire =
                serve(task, XorListener.SILENT, queue).holdWork().arrive(SWAPPED_CODEC, SUBMIT, packet(true, TEXT));
        awaitAsked();
        queue.close(PATIENCE);

        assertThat(result(wire.releaseWork()).message())
                .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: " + ENDING);
    }

    @Test
    void scoresBeyondThreads_areRefusedOrQueued() {
        for (int i = 0; i < 256; i++) {
            CompletableFuture<?> unused = queue.addUrgent(hanging, STUDENT + i, 50);
        }

        assertThat(queue.addUrgent(hanging, STUDENT, 50))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        CompletableFuture<?> late = queue.add(register, STUDENT, 10);
        assertThat(late).isNotDone();
        answered.countDown();
        assertThat(late).succeedsWithin(PATIENCE);
        assertThat(stored).containsExactly("20201234: 10");
    }

    private void awaitAsked() throws InterruptedException {
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void assertEnding(CompletableFuture<?> score) {
        assertThat(score)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ScoreRefusedException.class)
                .withMessage(ENDING);
    }
}
