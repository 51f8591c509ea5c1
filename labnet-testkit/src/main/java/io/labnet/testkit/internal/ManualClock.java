// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that a test advances. Tasks for the same time run in the order of scheduling. */
public final class ManualClock {
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long now;
    private long entries;

    private record Entry(long at, long number, Runnable task) {}

    /** Returns the nanoseconds since the clock was created. */
    public long now() {
        return now;
    }

    public Timer schedule(long delayNanos, Runnable task) {
        // Later than now, as in every engine, so that time advances even if tasks without delay reschedule themselves.
        Entry entry = new Entry(now + Math.max(1, delayNanos), entries++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Advances the time; tasks run at their times. */
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
