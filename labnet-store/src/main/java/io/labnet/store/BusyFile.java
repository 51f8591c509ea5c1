// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits for a SQLite file that another process has locked. SQLite has no queue for that and would itself soon look again
 * only every tenth of a second: beside a server that has one transaction after the other, it hardly ever finds the
 * moment in between, and gives up. This looks a hundred times as often. For one transaction, which all together waits no
 * longer than its patience, however often it finds the file locked.
 */
final class BusyFile extends BusyHandler {
    private static final int AGAIN = 1;
    private static final int GIVE_UP = 0;
    private static final long LEAST_PAUSE_NANOS = 500_000;
    private static final long MOST_PAUSE_NANOS = 1_500_000;

    private final long until;

    /** Begins to wait. */
    BusyFile(Duration patience) {
        until = System.nanoTime() + patience.toNanos();
    }

    @Override
    protected int callback(int times) {
        if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
            return GIVE_UP;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS));
        return AGAIN;
    }
}
