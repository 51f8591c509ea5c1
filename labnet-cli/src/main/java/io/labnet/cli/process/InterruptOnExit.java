// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that cleans up behind itself even if the process is told to end: by Ctrl-C, or by the signal SIGTERM. The thread
 * that works is interrupted, which every channel of a file takes for its end, and the process waits until the work is
 * over. Nothing is said any more: whoever ends a program knows why.
 */
public final class InterruptOnExit implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread end;

    private InterruptOnExit(Thread worker, Duration patience) {
        end = new Thread(() -> {
            worker.interrupt();
            try {
                boolean unused = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Begins work on the thread that calls. Where the process is about to end, this does not return.
     *
     * @param patience how long a process that is told to end waits: what reads a standard input that says nothing can't
     *     be interrupted
     * @return what to close when all is cleaned up
     */
    public static InterruptOnExit begin(Duration patience) {
        InterruptOnExit work = new InterruptOnExit(Thread.currentThread(), patience);
        Shutdown.add(work.end);
        return work;
    }

    /** Tells that the work is over. Where the process is about to end, this does not return. */
    @Override
    public void close() {
        if (!Shutdown.remove(end)) {
            over.countDown();
            Shutdown.await();
        }
    }
}
