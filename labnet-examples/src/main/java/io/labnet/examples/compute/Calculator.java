// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.examples.compute.decimal.DecimalNumber;
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
 *   <li>both queues are bounded: what doesn't fit is refused, not promised.
 * </ul>
 *
 * <p>Safe for any number of threads.
 */
final class Calculator implements AutoCloseable {
    /** How many results can wait to be computed, in each queue. */
    static final int MOST_QUEUED = 64;

    /** From here on a result takes more than some hundredths of a second. */
    private static final int LEAST_SLOW = 50_000;

    /** Room for three times 1,000,000!, some 8 MB. */
    private static final long MOST_KEPT_DIGITS = 1 << 24;

    private final ReentrantLock lock = new ReentrantLock();
    private final AnswerCache cache;
    private final Map<Calculation, PendingAnswer> underWay = new HashMap<>();
    private final ThreadPoolExecutor quick;
    private final ThreadPoolExecutor slow;

    Calculator() {
        this(MOST_KEPT_DIGITS);
    }

    Calculator(long mostKeptDigits) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.cache = new AnswerCache(mostKeptDigits);
        this.quick = ComputeThreads.queueing("labnet-compute-quick", processors, MOST_QUEUED);
        this.slow = ComputeThreads.queueing("labnet-compute-slow", Math.max(1, processors / 2), MOST_QUEUED);
    }

    /**
     * Asks for a result. Whoever waits for one that is not done tells by {@link #leave}, once, that the wait is over.
     *
     * @return the answer, done if it was small or is known
     * @throws RejectedExecutionException if too much is waiting to be computed
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
            PendingAnswer answer = underWay.get(calculation);
            if (answer == null) {
                answer = new PendingAnswer(calculation, calculation::result, this::settle);
                lane(calculation).execute(answer);
                underWay.put(calculation, answer);
            }
            answer.waiting++;
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no longer for an answer. If nobody does, it need not be computed. */
    void leave(PendingAnswer answer) {
        lock.lock();
        try {
            answer.waiting--;
            if (answer.waiting == 0 && !answer.isDone()) {
                lane(answer.calculation()).remove(answer);
                answer.cancel(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up all that is under way. */
    @Override
    public void close() {
        quick.shutdownNow();
        slow.shutdownNow();
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

    private ThreadPoolExecutor lane(Calculation calculation) {
        return calculation.n() < LEAST_SLOW ? quick : slow;
    }
}
