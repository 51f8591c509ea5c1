// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An engine without a thread: the test sets its clock and runs its tasks. */
public final class ManualEngine implements Engine {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::number));
    private final ByteArraySink sink = new ByteArraySink();
    private long now;
    private long count;

    /** Creates an engine at time 0. */
    public ManualEngine() {}

    private record Waiting(long at, long number, Runnable task) {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Waiting entry = new Waiting(now + delayNanos, count++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    @Override
    public ByteArraySink lend() {
        return sink;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Runs the queued tasks. Returns their number. */
    public int run() {
        int done = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            done++;
        }
        return done;
    }

    /** Advances the clock, running each timer at its time. */
    public void pass(Duration time) {
        long end = now + time.toNanos();
        while (!waiting.isEmpty() && waiting.peek().at() <= end) {
            Waiting next = waiting.remove();
            now = next.at();
            next.task().run();
            run();
        }
        now = end;
    }

    /** Returns the number of waiting timers. */
    public int timers() {
        return waiting.size();
    }
}
