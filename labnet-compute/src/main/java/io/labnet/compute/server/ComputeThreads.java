// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools that refuse what is too much for them, by a {@link java.util.concurrent.RejectedExecutionException}. */
final class ComputeThreads {
    private static final long IDLE_SECONDS = 10;

    /** Enough for a thread that only waits. */
    private static final long STACK_BYTES = 256 * 1024;

    private ComputeThreads() {}

    /** Makes threads that work on what waits in a bounded queue. */
    static ThreadPoolExecutor queueing(String name, int threads, int queued) {
        return pool(name, threads, threads, new ArrayBlockingQueue<>(queued), 0);
    }

    /** Makes up to so many threads that do little but wait, one for each piece of work, so that none waits for another. */
    static ThreadPoolExecutor waiting(String name, int threads) {
        return pool(name, 0, threads, new SynchronousQueue<>(), STACK_BYTES);
    }

    private static ThreadPoolExecutor pool(
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
}
