// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A small thread pool. If all its threads wait while work is queued, they may be waiting for this work, so the pool
 * grows. While its threads compute, the pool does not grow.
 */
final class GrowingPool extends ThreadPoolExecutor {
    /**
     * The largest number of threads. If all of them wait, the cause is probably a bug, and more threads would not help.
     */
    static final int MAX_THREADS = 256;

    private static final Executor AFTER_20_MS =
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, Runnable::run);

    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checkScheduled = new AtomicBoolean();
    private final int least;

    GrowingPool(int threads, int mostWaiting, ThreadFactory factory) {
        super(threads, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), factory);
        this.least = threads;
        allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        super.execute(work);
        scheduleCheck();
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
        busy.add(thread);
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
        busy.remove(Thread.currentThread());
    }

    /** Schedules a check of the threads if work is queued. */
    private void scheduleCheck() {
        if (!getQueue().isEmpty() && !isShutdown() && checkScheduled.compareAndSet(false, true)) {
            AFTER_20_MS.execute(this::growIfAllWait);
        }
    }

    private void growIfAllWait() {
        checkScheduled.set(false);
        if (getQueue().isEmpty()) {
            setCorePoolSize(least);
        } else if (getCorePoolSize() < MAX_THREADS && busy.stream().allMatch(GrowingPool::isWaiting)) {
            setCorePoolSize(getCorePoolSize() + 1);
        }
        scheduleCheck();
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            // The JVM reports a thread that waits for a socket as RUNNABLE, in a native method.
            default -> {
                StackTraceElement[] frames = thread.getStackTrace();
                yield frames.length > 0 && frames[0].isNativeMethod();
            }
        };
    }
}
