// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Computes for all conversations of a server, so that nobody who asks for little waits for those who ask for much:
 *
 * <ul>
 *   <li>what is small is computed at once, by whoever asks;
 *   <li>what takes seconds has a queue and threads of its own, and can't be in the way of what takes milliseconds;
 *   <li>whoever asks for what is being computed already waits for that, and what was asked for not long ago is kept;
 *   <li>what nobody waits for any more is given up;
 *   <li>both queues, and those who wait, are bounded: what doesn't fit is refused, not promised.
 * </ul>
 *
 * <p>Safe for any number of threads.
 */
final class Calculator implements AutoCloseable {
    /** How many results can wait to be computed, in each queue. */
    static final int MOST_QUEUED = 64;

    /** How many can wait for the results of each queue; they may all wait for the same. */
    static final int MOST_WAITING = 256;

    /** From here on a result takes more than some hundredths of a second. */
    private static final int LEAST_SLOW = 50_000;

    /** Room for three times 1,000,000!, some 8 MB. */
    private static final long MOST_KEPT_DIGITS = 1 << 24;

    private final ReentrantLock lock = new ReentrantLock();
    private final AnswerCache cache;
    private final Map<Calculation, PendingAnswer> underWay = new HashMap<>();
    private final Lane quick;
    private final Lane slow;

    Calculator() {
        this(MOST_KEPT_DIGITS);
    }

    Calculator(long mostKeptDigits) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.cache = new AnswerCache(mostKeptDigits);
        this.quick = new Lane("labnet-compute-quick", processors);
        this.slow = new Lane("labnet-compute-slow", Math.max(1, processors / 2));
    }

    /**
     * Asks for a result. Whoever waits for one tells by {@link #leave}, once, that the wait is over.
     *
     * @return the answer, done if it was small or is known
     * @throws RejectedExecutionException if too much is waiting to be computed, or too many are waiting
     */
    PendingAnswer ask(Calculation calculation) {
        if (calculation.isImmediate()) {
            return PendingAnswer.done(calculation, calculation::result);
        }
        lock.lock();
        try {
            DecimalNumber known = cache.find(calculation);
            if (known != null) {
                return PendingAnswer.done(calculation, () -> known);
            }
            Lane lane = lane(calculation);
            if (lane.waiting == MOST_WAITING) {
                throw new RejectedExecutionException(MOST_WAITING + " are waiting already");
            }
            PendingAnswer answer = underWay.get(calculation);
            if (answer == null) {
                answer = new PendingAnswer(calculation, calculation::result, this::settle);
                lane.start(answer);
                underWay.put(calculation, answer);
            }
            answer.waiting++;
            lane.waiting++;
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no longer for an answer. If nobody does, it need not be computed. */
    void leave(PendingAnswer answer) {
        lock.lock();
        try {
            if (answer.waiting == 0) {
                // It was known when it was asked for.
                return;
            }
            Lane lane = lane(answer.calculation());
            answer.waiting--;
            lane.waiting--;
            if (answer.waiting == 0 && !answer.isDone()) {
                lane.threads.remove(answer);
                answer.cancel(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up all that is under way. */
    @Override
    public void close() {
        quick.threads.shutdownNow();
        slow.threads.shutdownNow();
    }

    /** Takes note of an answer that is done, or given up. */
    private void settle(PendingAnswer answer) {
        lock.lock();
        try {
            underWay.remove(answer.calculation(), answer);
            if (!answer.isCancelled()) {
                cache.keep(answer.calculation(), answer.get());
            }
        } catch (ExecutionException e) {
            // Those who wait are told. The next who asks may be luckier.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private Lane lane(Calculation calculation) {
        return calculation.n() < LEAST_SLOW ? quick : slow;
    }

    /** What takes about the same time. */
    private static final class Lane {
        private final ThreadPoolExecutor threads;

        /** How many conversations wait; guarded by the lock. */
        private int waiting;

        Lane(String name, int threads) {
            this.threads = ComputeThreads.queueing(name, threads, MOST_QUEUED);
        }

        void start(PendingAnswer answer) {
            try {
                threads.execute(answer);
            } catch (OutOfMemoryError e) {
                // So a pool says that no thread can be started.
                threads.remove(answer);
                throw new RejectedExecutionException("no thread can be started", e);
            }
        }
    }
}
