// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that store the scores of clients that are gone, which no conversation can wait for any more. All servers of a
 * process share them: there are none while nobody is gone, and none keeps the process alive.
 */
final class LateScores {
    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_WAITING = 10_000;
    private static final long IDLE_SECONDS = 10;

    static final Executor THREADS = start();

    private LateScores() {}

    private static Executor start() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                work -> {
                    Thread thread = new Thread(work, "labnet-xor-late-score-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
