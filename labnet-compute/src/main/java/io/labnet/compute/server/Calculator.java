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
 *   <li>the calling thread computes small results immediately;
 *   <li>results that take seconds have a queue and threads of their own, and so have results that take milliseconds;
 *   <li>requests for the same result share one computation, and recent results are cached;
 *   <li>a computation is cancelled when the last conversation stops waiting for it;
 *   <li>both queues, and the waiting conversations, are bounded: requests that don't fit are refused.
 * </ul>
 *
 * <p>Safe for any number of threads.
 */
final class Calculator implements AutoCloseable {
    /** The capacity of each queue. */
    static final int MAX_QUEUED = 64;

    /**
     * The maximum number of conversations that wait for the results of one queue. If several conversations wait for the
     * same result, each of them counts.
     */
    static final int MAX_WAITING = 256;

    /**
     * Up to this n, the calling thread computes immediately: 1000! takes only about 100 µs, less than a handover to
     * another thread.
     */
    private static final int MAX_IMMEDIATE = 1000;

    /** From this n on, a result takes more than a few hundredths of a second. */
    private static final int MIN_SLOW = 50_000;

    /** Enough for three results with as many digits as the factorial of 1,000,000: about 8 MB in total. */
    private static final long MAX_CACHED_DIGITS = 1 << 24;

    private static final long IDLE_SECONDS = 10;

    private final long maxCachedDigits;
    private final Function<Calculation, DecimalNumber> computing;
    private final ReentrantLock lock = new ReentrantLock();

    /** Pending and cached results, the least recently requested first. */
    private final Map<Calculation, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);

    private final WorkQueue quick;
    private final WorkQueue slow;
    private long cachedDigits;

    Calculator() {
        this(MAX_CACHED_DIGITS, Calculation::result);
    }

    /**
     * Creates a calculator.
     *
     * @param maxCachedDigits the most digits to cache, of all results together
     * @param computing computes a result
     */
    Calculator(long maxCachedDigits, Function<Calculation, DecimalNumber> computing) {
        this.maxCachedDigits = maxCachedDigits;
        this.computing = computing;
        int processors = Runtime.getRuntime().availableProcessors();
        this.quick = new WorkQueue("labnet-compute-quick", processors);
        this.slow = new WorkQueue("labnet-compute-slow", Math.max(1, processors / 2));
    }

    /**
     * Requests a result. The caller must call {@link #leave} once when it no longer waits.
     *
     * @return the answer, which is already complete if it is small or cached
     * @throws RejectedExecutionException if the queue is full, or too many conversations are waiting
     */
    Answer ask(Calculation calculation) {
        if (calculation.n() <= MAX_IMMEDIATE) {
            Answer answer = new Answer(calculation);
            answer.run();
            return answer;
        }
        lock.lock();
        try {
            WorkQueue workQueue = workQueue(calculation);
            Answer answer = answers.get(calculation);
            if ((answer == null || !answer.isDone()) && workQueue.waiting >= MAX_WAITING) {
                throw new RejectedExecutionException(MAX_WAITING + " conversations are already waiting");
            }
            if (answer == null) {
                answer = new Answer(calculation);
                workQueue.start(answer);
                answers.put(calculation, answer);
            }
            answer.waiting++;
            workQueue.waiting++;
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Stops waiting for an answer. Cancels the computation of this answer if no other conversation waits for it. */
    void leave(Answer answer) {
        lock.lock();
        try {
            if (answer.waiting == 0) {
                // ask() computed this answer itself, and nobody waited.
                return;
            }
            WorkQueue workQueue = workQueue(answer.calculation);
            answer.waiting--;
            workQueue.waiting--;
            if (answer.waiting == 0 && !answer.isDone()) {
                workQueue.threads.remove(answer);
                answer.cancel(true);
            }
        } finally {
            lock.unlock();
        }
    }

    long cachedDigits() {
        lock.lock();
        try {
            return cachedDigits;
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
            if (digits > maxCachedDigits) {
                answers.remove(answer.calculation, answer);
            } else if (answers.get(answer.calculation) == answer) {
                answer.cachedDigits = digits;
                cachedDigits += digits;
                evict();
            }
        } catch (ExecutionException | CancellationException e) {
            // Removed, so that the next request tries again. The answer passes the failure on to the waiting
            // conversations.
            answers.remove(answer.calculation, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        Iterator<Answer> oldest = answers.values().iterator();
        while (cachedDigits > maxCachedDigits) {
            Answer answer = oldest.next();
            if (answer.cachedDigits > 0) {
                cachedDigits -= answer.cachedDigits;
                oldest.remove();
            }
        }
    }

    private WorkQueue workQueue(Calculation calculation) {
        return calculation.n() < MIN_SLOW ? quick : slow;
    }

    /**
     * Creates a pool of daemon threads that end when idle. It refuses work if no thread is free and the queue is full.
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
     * A computation. The larger {@code n} is, the longer it takes.
     *
     * @param kind {@code FACTORIAL}, or {@code FIBONACCI}, where F(0) = 0 and F(1) = 1
     * @param n the argument
     */
    record Calculation(RequestWord kind, int n) {
        /** Computes the result; if the thread is interrupted, soon throws an exception. */
        DecimalNumber result() {
            return kind == RequestWord.FACTORIAL ? Factorial.of(n) : Fibonacci.of(n);
        }
    }

    /** A result that is complete, being computed, or queued. All conversations that wait for it share this object. */
    final class Answer extends FutureTask<DecimalNumber> {
        private final Calculation calculation;

        /** The number of waiting conversations; guarded by the lock, like all mutable state. */
        private int waiting;

        private int cachedDigits;

        private Answer(Calculation calculation) {
            super(() -> computing.apply(calculation));
            this.calculation = calculation;
        }

        @Override
        protected void done() {
            if (calculation.n() > MAX_IMMEDIATE) {
                settle(this);
            }
        }
    }

    /** A queue and threads for computations of similar duration. */
    private static final class WorkQueue {
        private final ThreadPoolExecutor threads;

        /** The number of waiting conversations; guarded by the lock. */
        private int waiting;

        WorkQueue(String name, int threads) {
            this.threads = threads(name, threads, threads, new ArrayBlockingQueue<>(MAX_QUEUED), 0);
        }

        void start(Answer answer) {
            try {
                threads.execute(answer);
            } catch (OutOfMemoryError e) {
                // The pool throws this error if it can't start a thread; it may have queued the answer.
                threads.remove(answer);
                throw new RejectedExecutionException("no thread can be started", e);
            }
        }
    }
}
