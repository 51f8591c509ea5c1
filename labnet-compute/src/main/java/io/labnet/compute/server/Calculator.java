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

    /** Up to here a result is there before another thread would have begun: 1000! takes some 100 µs. */
    private static final int MOST_AT_ONCE = 1000;

    /** From here on a result takes more than some hundredths of a second. */
    private static final int LEAST_SLOW = 50_000;

    /** Room for three times 1,000,000!, some 8 MB. */
    private static final long MOST_KEPT_DIGITS = 1 << 24;

    private static final long IDLE_SECONDS = 10;

    private final long mostKeptDigits;
    private final Function<Calculation, DecimalNumber> computing;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is under way or kept; what was not asked for the longest is the first. */
    private final Map<Calculation, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);

    private final Lane quick;
    private final Lane slow;
    private long keptDigits;

    Calculator() {
        this(MOST_KEPT_DIGITS, Calculation::result);
    }

    /**
     * Makes a calculator.
     *
     * @param mostKeptDigits how many digits are kept at most, those of all results together
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
     * Asks for a result. Whoever gets one tells by {@link #leave}, once, that the wait is over.
     *
     * @return the answer, done if it was small or is known
     * @throws RejectedExecutionException if too much is waiting to be computed, or too many are waiting
     */
    Answer ask(Calculation calculation) {
        if (calculation.n() <= MOST_AT_ONCE) {
            Answer answer = new Answer(calculation);
            answer.run();
            return answer;
        }
        lock.lock();
        try {
            Lane lane = lane(calculation);
            Answer answer = answers.get(calculation);
            if ((answer == null || !answer.isDone()) && lane.waiting >= MOST_WAITING) {
                throw new RejectedExecutionException(MOST_WAITING + " are waiting already");
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

    /** Waits no longer for an answer. If nobody does, it need not be computed. */
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

    /** Gives up all that is under way. */
    @Override
    public void close() {
        quick.threads.shutdownNow();
        slow.threads.shutdownNow();
    }

    /** Keeps an answer that is done, and forgets one that was given up or failed. */
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
            // Those who wait are told. The next who asks may be luckier.
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
        return calculation.n() < LEAST_SLOW ? quick : slow;
    }

    /** Makes daemon threads that end when idle; what is too much for them and the queue is refused. */
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
     * What has to be computed for an answer. The time that it takes grows with {@code n}.
     *
     * @param kind {@code FACTORIAL}, or {@code FIBONACCI}, where F(0) = 0 and F(1) = 1
     * @param n of what
     */
    record Calculation(RequestWord kind, int n) {
        /** Computes the result; ends early, by an exception, when the thread is interrupted. */
        DecimalNumber result() {
            return kind == RequestWord.FACTORIAL ? Factorial.of(n) : Fibonacci.of(n);
        }
    }

    /** A result that is known, is being computed, or is in a queue: one for all who wait for it. */
    final class Answer extends FutureTask<DecimalNumber> {
        private final Calculation calculation;

        /** How many conversations wait; guarded by the lock, as all that can change. */
        private int waiting;

        private int keptDigits;

        private Answer(Calculation calculation) {
            super(() -> computing.apply(calculation));
            this.calculation = calculation;
        }

        @Override
        protected void done() {
            if (calculation.n() > MOST_AT_ONCE) {
                settle(this);
            }
        }
    }

    /** What takes about the same time. */
    private static final class Lane {
        private final ThreadPoolExecutor threads;

        /** How many conversations wait; guarded by the lock. */
        private int waiting;

        Lane(String name, int threads) {
            this.threads = threads(name, threads, threads, new ArrayBlockingQueue<>(MOST_QUEUED), 0);
        }

        void start(Answer answer) {
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
