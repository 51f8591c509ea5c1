// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Checks a {@link GradeBookFile} periodically, on its own daemon thread, until it is closed. */
public final class GradeBookWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(GradeBookWatch.class.getName());

    private final GradeBookFile file;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;

    private GradeBookWatch(GradeBookFile file, Duration interval) {
        this.file = file;
        this.interval = interval;
    }

    /**
     * Starts the checks. A change takes effect after one to two intervals.
     *
     * @param file the file to check
     * @param interval the time between two checks; positive
     * @return the watch, to be closed
     * @throws IllegalArgumentException if the interval is not positive
     */
    public static GradeBookWatch start(GradeBookFile file, Duration interval) {
        Objects.requireNonNull(file, "file");
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval " + interval + " is not positive");
        }
        GradeBookWatch watch = new GradeBookWatch(file, interval);
        Thread thread = new Thread(watch::checkUntilClosed, "grade-book-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Reads the file now, changed or not, on the calling thread. */
    public void readNow() {
        check(file::readNow);
    }

    /** Stops the checks. Does not wait for a running check. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void checkUntilClosed() {
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                check(file::refresh);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(BooleanSupplier check) {
        try {
            boolean unused = check.getAsBoolean();
            failing = false;
        } catch (RuntimeException | Error unexpected) {
            // Rethrowing would silently end the checks, although a later one may succeed, for instance with more free
            // memory. Of consecutive failures, only the first is logged.
            if (!failing) {
                failing = true;
                LOG.log(Level.ERROR, "checking the grade file failed", unexpected);
            }
        }
    }
}
