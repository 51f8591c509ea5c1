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

/**
 * A queue of scores to store. Daemon threads store each score once. Closing the queue interrupts these threads; the end
 * of a connection does not. Idle threads end, so a queue need not be closed.
 */
public final class ScoreQueue {
    private static final System.Logger LOGGER = System.getLogger(ScoreQueue.class.getName());

    /**
     * The maximum number of scores that are stored at the same time. Each is stored by its own thread, so no client
     * waits longer than {@link XorProtocol#LONGEST_STORE}.
     */
    private static final int MAX_THREADS = 256;

    /** The maximum number of queued scores of clients that have disconnected. */
    private static final int MAX_WAITING = 10_000;

    private static final long IDLE_SECONDS = 10;

    private final Set<Score> unfinished = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    /** Creates an open queue. */
    public ScoreQueue() {
        this(daemons());
    }

    ScoreQueue(ThreadFactory factory) {
        this(new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                factory));
        threads.allowCoreThreadTimeOut(true);
    }

    ScoreQueue(ThreadPoolExecutor threads) {
        this.threads = threads;
    }

    /**
     * Stores a score while its client waits. Refuses the score immediately if {@value #MAX_THREADS} scores are already
     * being stored, as happens when the register hangs.
     *
     * @return a future, completed with the student's best score when the new score is stored. Otherwise the future
     *     fails with a {@link ScoreRefusedException} or, if no thread is free, with the thread pool's exception
     */
    CompletableFuture<Integer> addUrgent(ScoreRegister register, long student, int points) {
        if (unfinished.size() >= MAX_THREADS && !threads.isShutdown()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException(MAX_THREADS + " scores are being stored already"));
        }
        return add(register, student, points);
    }

    /** Stores a score, which may have to wait in the queue. */
    CompletableFuture<Integer> add(ScoreRegister register, long student, int points) {
        Score score = new Score(register, student, points);
        unfinished.add(score);
        try {
            threads.execute(score);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The pool throws an OutOfMemoryError if it can't start a thread.
            score.fail(threads.isShutdown() ? ending() : e);
        }
        return score;
    }

    /**
     * Closes the queue at the end of its server. Interrupts the threads that are storing, and fails queued and later
     * scores with a message for the clients. An interrupt does not end a wait on a socket, so a register may remain
     * blocked. The score that it is storing is then logged, and may or may not be stored.
     *
     * @param limit the longest wait for the threads
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void close(Duration limit) throws InterruptedException {
        // Runs the tasks that had not started; they fail, because the queue is closed.
        threads.shutdownNow().forEach(Runnable::run);
        if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            unfinished.forEach(
                    score -> LOGGER.log(Level.WARNING, score + " may not be stored: the database has not answered"));
        }
    }

    private static ScoreRefusedException ending() {
        return new ScoreRefusedException("THE SERVER STOPPED BEFORE ITS DATABASE STORED THE SCORE");
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "labnet-xor-score-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private final class Score extends CompletableFuture<Integer> implements Runnable {
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
                int best = register.register(student, points);
                unfinished.remove(this);
                complete(best);
            } catch (Throwable t) {
                // Catches everything, because the client waits for a reply: a register in another JVM language may
                // throw undeclared exceptions.
                fail(threads.isShutdown() ? interrupted(t) : ScoreRefusedException.of(t));
            }
        }

        void fail(Throwable cause) {
            unfinished.remove(this);
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
