// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits for a SQLite file that another process has locked. SQLite has no queue for that and would itself soon look again
 * only every tenth of a second: beside a server that has one transaction after the other, it hardly ever finds the
 * moment in between, and gives up. This looks a hundred times as often. For one connection, which one thread uses at a
 * time.
 */
final class BusyFile extends BusyHandler {
    private static final int AGAIN = 1;
    private static final int GIVE_UP = 0;
    private static final long LEAST_PAUSE_NANOS = 500_000;
    private static final long MOST_PAUSE_NANOS = 1_500_000;

    private final Duration patience;
    private long since;

    BusyFile(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected int callback(int times) {
        long now = System.nanoTime();
        if (times == 0) {
            since = now;
        }
        if (now - since > patience.toNanos() || Thread.currentThread().isInterrupted()) {
            return GIVE_UP;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS));
        return AGAIN;
    }
}
