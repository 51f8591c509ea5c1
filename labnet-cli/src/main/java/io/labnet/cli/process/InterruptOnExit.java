// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that cleans up even if Ctrl-C or SIGTERM ends the process. In this case, the working thread is interrupted,
 * which closes the file channel that it uses, and the process waits until the work has ended. Nothing is printed.
 */
public final class InterruptOnExit implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread end;

    private InterruptOnExit(Thread worker, Duration maxWait) {
        end = new Thread(() -> {
            worker.interrupt();
            try {
                boolean unused = over.await(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Begins work on the calling thread. Does not return if the process is already ending.
     *
     * @param maxWait the time that an ending process waits for the work; bounded, because a blocked read from standard
     *     input can't be interrupted
     * @return the object to close after cleaning up
     */
    public static InterruptOnExit begin(Duration maxWait) {
        InterruptOnExit work = new InterruptOnExit(Thread.currentThread(), maxWait);
        Shutdown.add(work.end);
        return work;
    }

    /** Ends the work. Does not return if the process is already ending. */
    @Override
    public void close() {
        if (!Shutdown.remove(end)) {
            over.countDown();
            Shutdown.await();
        }
    }
}
