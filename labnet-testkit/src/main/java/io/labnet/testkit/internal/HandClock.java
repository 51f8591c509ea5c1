// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that a test moves. What is due at the same time happens in the order in which it was asked for. */
public final class HandClock {
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long now;
    private long entries;

    private record Entry(long at, long number, Runnable task) {}

    /** Nanoseconds since the clock was made. */
    public long now() {
        return now;
    }

    public Timer schedule(long delayNanos, Runnable task) {
        // Later than now, as every engine does: time passes even if something has no delay again and again.
        Entry entry = new Entry(now + Math.max(1, delayNanos), entries++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Lets time pass; what is due happens at its time. */
    public void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time " + time + " is negative");
        }
        long end = now + time.toNanos();
        while (!waiting.isEmpty() && waiting.peek().at <= end) {
            Entry next = waiting.remove();
            now = next.at;
            next.task.run();
        }
        now = end;
    }
}
