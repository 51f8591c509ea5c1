// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The calculator of all conversations of a server. Small requests never wait for large ones:
 *
 * <ul>
 *   <li>the calling thread computes small results at once;
 *   <li>results that take seconds have their own queue and threads, separate from those that take milliseconds;
 *   <li>requests for the same result share one computation, and recent results are cached;
 *   <li>a computation that nobody waits for any more is cancelled;
 *   <li>both queues, and the waiting conversations, are bounded: requests that don't fit are refused.
 * </ul>
 *
 * <p>Safe for any number of threads.
 */
final class Calculator implements AutoCloseable {
    /** The capacity of each queue. */
    static final int MAX_QUEUED = 64;

    /** The most conversations that can wait for the results of each queue, also for the same result. */
    static final int MAX_WAITING = 256;

    /** Up to this n, computing is faster than starting another thread: 1000! takes some 100 µs. */
    private static final int MAX_AT_ONCE = 1000;

    /** From this n on, a result takes more than some hundredths of a second. */
    private static final int MIN_SLOW = 50_000;

    /** Room for three times 1,000,000!, some 8 MB. */
    private static final long MAX_KEPT_DIGITS = 1 << 24;

    private static final long IDLE_SECONDS = 10;

    private final long mostKeptDigits;
    private final Function<Calculation, DecimalNumber> computing;
    private final ReentrantLock lock = new ReentrantLock();

    /** Results under way or cached, the least recently requested first. */
    private final Map<Calculation, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);

    private final Lane quick;
    private final Lane slow;
    private long keptDigits;

    Calculator() {
        this(MAX_KEPT_DIGITS, Calculation::result);
    }

    /**
     * Creates a calculator.
     *
     * @param mostKeptDigits the most digits to cache, of all results together
     * @param computing computes a result
     */
    Calculator(long mostKeptDigits, Function<Calculation, DecimalNumber> computing) {
        this.mostKeptDigits = mostKeptDigits;
        this.computing = computing;
        int processors = Runtime.getRuntime().availableProcessors();
        this.quick = new Lane("labnet-compute-quick", processors);
        this.slow = new Lane("labnet-compute-slow", Math.max(1, processors / 2));
    }

    /**
     * Requests a result. The caller must call {@link #leave} once when it no longer waits.
     *
     * @return the answer, done if it was small or cached
     * @throws RejectedExecutionException if the queue is full, or too many conversations are waiting
     */
    Answer ask(Calculation calculation) {
        if (calculation.n() <= MAX_AT_ONCE) {
            Answer answer = new Answer(calculation);
            answer.run();
            return answer;
        }
        lock.lock();
        try {
            Lane lane = lane(calculation);
            Answer answer = answers.get(calculation);
            if ((answer == null || !answer.isDone()) && lane.waiting >= MAX_WAITING) {
                throw new RejectedExecutionException(MAX_WAITING + " are waiting already");
            }
            if (answer == null) {
                answer = new Answer(calculation);
                lane.start(answer);
                answers.put(calculation, answer);
            }
            answer.waiting++;
            lane.waiting++;
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for an answer. If nobody else waits for it, its computation is cancelled. */
    void leave(Answer answer) {
        lock.lock();
        try {
            if (answer.waiting == 0) {
                // It was small.
                return;
            }
            Lane lane = lane(answer.calculation);
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

    long keptDigits() {
        lock.lock();
        try {
            return keptDigits;
        } finally {
            lock.unlock();
        }
    }

    /** Cancels all computations. */
    @Override
    public void close() {
        quick.threads.shutdownNow();
        slow.threads.shutdownNow();
    }

    /** Caches an answer that is done, and removes one that was cancelled or failed. */
    private void settle(Answer answer) {
        lock.lock();
        try {
            int digits = answer.get().digitCount();
            if (digits > mostKeptDigits) {
                answers.remove(answer.calculation, answer);
            } else if (answers.get(answer.calculation) == answer) {
                answer.keptDigits = digits;
                keptDigits += digits;
                makeRoom();
            }
        } catch (ExecutionException | CancellationException e) {
            // The waiting conversations are notified. The next request tries again.
            answers.remove(answer.calculation, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        Iterator<Answer> oldest = answers.values().iterator();
        while (keptDigits > mostKeptDigits) {
            Answer answer = oldest.next();
            if (answer.keptDigits > 0) {
                keptDigits -= answer.keptDigits;
                oldest.remove();
            }
        }
    }

    private Lane lane(Calculation calculation) {
        return calculation.n() < MIN_SLOW ? quick : slow;
    }

    /**
     * Creates a pool of daemon threads that end when idle; it refuses work that neither they nor the queue can
     * take.
     */
    static ThreadPoolExecutor threads(
            String name, int least, int most, BlockingQueue<Runnable> queue, long stackBytes) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, work -> {
            Thread thread = new Thread(null, work, name + "-" + count.incrementAndGet(), stackBytes);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * A computation. Its time grows with {@code n}.
     *
     * @param kind {@code FACTORIAL}, or {@code FIBONACCI}, where F(0) = 0 and F(1) = 1
     * @param n the argument
     */
    record Calculation(RequestWord kind, int n) {
        /** Computes the result; throws an exception early if the thread is interrupted. */
        DecimalNumber result() {
            return kind == RequestWord.FACTORIAL ? Factorial.of(n) : Fibonacci.of(n);
        }
    }

    /** A result that is done, under way, or queued: one for all conversations that wait for it. */
    final class Answer extends FutureTask<DecimalNumber> {
        private final Calculation calculation;

        /** The number of waiting conversations; guarded by the lock, like all mutable state. */
        private int waiting;

        private int keptDigits;

        private Answer(Calculation calculation) {
            super(() -> computing.apply(calculation));
            this.calculation = calculation;
        }

        @Override
        protected void done() {
            if (calculation.n() > MAX_AT_ONCE) {
                settle(this);
            }
        }
    }

    /** A queue and threads for computations of similar duration. */
    private static final class Lane {
        private final ThreadPoolExecutor threads;

        /** The number of waiting conversations; guarded by the lock. */
        private int waiting;

        Lane(String name, int threads) {
            this.threads = threads(name, threads, threads, new ArrayBlockingQueue<>(MAX_QUEUED), 0);
        }

        void start(Answer answer) {
            try {
                threads.execute(answer);
            } catch (OutOfMemoryError e) {
                // The pool throws this error if no thread can be started.
                threads.remove(answer);
                throw new RejectedExecutionException("no thread can be started", e);
            }
        }
    }
}
