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
 * A small thread pool that grows while all its threads wait and more work is queued, since they may wait for that work.
 * Computing tasks use no more threads than there are processors.
 */
final class GrowingPool extends ThreadPoolExecutor {
    /** The largest number of threads; if all of them wait, that is taken for a bug. */
    static final int MAX_THREADS = 256;

    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, Runnable::run);

    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final int least;

    GrowingPool(int threads, int mostWaiting, ThreadFactory factory) {
        super(threads, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), factory);
        this.least = threads;
        allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        super.execute(work);
        watch();
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
        busy.add(thread);
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
        busy.remove(Thread.currentThread());
    }

    /** Schedules another check while work is queued. */
    private void watch() {
        if (!getQueue().isEmpty() && !isShutdown() && watched.compareAndSet(false, true)) {
            LATER.execute(this::look);
        }
    }

    private void look() {
        watched.set(false);
        if (getQueue().isEmpty()) {
            setCorePoolSize(least);
        } else if (getCorePoolSize() < MAX_THREADS && busy.stream().allMatch(GrowingPool::waits)) {
            setCorePoolSize(getCorePoolSize() + 1);
        }
        watch();
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            // The JVM reports a thread that waits for a socket as running, in a native method.
            default -> {
                StackTraceElement[] frames = thread.getStackTrace();
                yield frames.length > 0 && frames[0].isNativeMethod();
            }
        };
    }
}
