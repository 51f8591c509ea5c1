// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorProtocol;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The scores that are being stored. Each is stored once, by a daemon thread that nobody interrupts before the queue is
 * closed: a client that goes away meanwhile changes nothing. Without scores there are no threads, so a queue that a server
 * leaves open costs nothing.
 */
public final class ScoreQueue {
    private static final System.Logger LOGGER = System.getLogger(ScoreQueue.class.getName());

    /** Each has a thread of its own, so that no client waits for longer than {@link XorProtocol#LONGEST_STORE}. */
    private static final int MOST_AT_ONCE = 256;

    /** Scores of clients that are gone. */
    private static final int MOST_WAITING = 10_000;

    private static final long IDLE_SECONDS = 10;

    private final Set<Score> unanswered = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    /** Makes an open queue. */
    public ScoreQueue() {
        this(daemons());
    }

    ScoreQueue(ThreadFactory factory) {
        this(new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                factory));
        threads.allowCoreThreadTimeOut(true);
    }

    ScoreQueue(ThreadPoolExecutor threads) {
        this.threads = threads;
    }

    /**
     * Stores a score whose client waits. When the register hangs and {@value #MOST_AT_ONCE} are waiting for it, it is
     * refused at once.
     *
     * @return done when the score is stored; fails with a {@link ScoreRefusedException} or, if no thread is free, with
     *     what a pool of threads throws
     */
    CompletableFuture<@Nullable Void> addUrgent(ScoreRegister register, long student, int points) {
        if (unanswered.size() >= MOST_AT_ONCE && !threads.isShutdown()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException(MOST_AT_ONCE + " scores are being stored already"));
        }
        return add(register, student, points);
    }

    /** Stores a score that may have to wait for its turn. */
    CompletableFuture<@Nullable Void> add(ScoreRegister register, long student, int points) {
        Score score = new Score(register, student, points);
        unanswered.add(score);
        try {
            threads.execute(score);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The error is what a pool throws that can't start a thread.
            score.fail(threads.isShutdown() ? ending() : e);
        }
        return score;
    }

    /**
     * Closes the queue, because its server ends: interrupts the threads that are storing, and fails what waits and what is
     * added from now on, with words that the clients are told. Logs each score whose register does not answer in spite of
     * that, as no interrupt ends the wait on a socket: it may be stored or not.
     *
     * @param limit how long this waits for the threads
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void close(Duration limit) throws InterruptedException {
        // Run, they find the queue closed.
        threads.shutdownNow().forEach(Runnable::run);
        if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            unanswered.forEach(
                    score -> LOGGER.log(Level.WARNING, score + " may not be stored: the database has not answered"));
        }
    }

    private static ScoreRefusedException ending() {
        return new ScoreRefusedException("THE SERVER ENDS BEFORE ITS DATABASE HAS TAKEN THE SCORE");
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "labnet-xor-score-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private final class Score extends CompletableFuture<@Nullable Void> implements Runnable {
        private final ScoreRegister register;
        private final long student;
        private final int points;

        Score(ScoreRegister register, long student, int points) {
            this.register = register;
            this.student = student;
            this.points = points;
        }

        @Override
        public void run() {
            try {
                if (threads.isShutdown()) {
                    throw ending();
                }
                register.register(student, points);
                unanswered.remove(this);
                complete(null);
            } catch (Throwable t) {
                // Registers written in other languages throw what nobody declared; the client waits to be told.
                fail(threads.isShutdown() ? interrupted(t) : ScoreRefusedException.of(t));
            }
        }

        void fail(Throwable cause) {
            unanswered.remove(this);
            completeExceptionally(cause);
        }

        private ScoreRefusedException interrupted(Throwable cause) {
            LOGGER.log(Level.DEBUG, "the queue is closed", cause);
            return ending();
        }

        @Override
        public String toString() {
            return "the score " + points + " of " + student;
        }
    }
}
