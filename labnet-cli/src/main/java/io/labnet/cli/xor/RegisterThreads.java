// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for the score book. Each score has one of its own, so that none waits for longer than the book
 * itself takes; when the book hangs and all of them are waiting, further scores are refused at once, and told so. The
 * first thread is there from the beginning: a server on a system that has no more of them stores one score at a time.
 */
final class RegisterThreads {
    private static final int MOST_WAITING = 256;
    private static final long IDLE_SECONDS = 10;

    private RegisterThreads() {}

    static Executor start() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                1, MOST_WAITING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "labnet-xor-score-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.prestartAllCoreThreads();
        return threads;
    }
}
