// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Engine;
import io.labnet.core.session.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An engine without threads or a clock: a test controls time, slow work and writes. */
public final class ManualEngine implements Engine {
    private final ByteSession session;
    private final Replies replies;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ManualClock clock = new ManualClock();
    private boolean reading = true;
    private boolean holdingWork;
    private @Nullable Runnable work;

    public ManualEngine(ByteSession session, Replies replies) {
        this.session = session;
        this.replies = replies;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return clock.schedule(delayNanos, () -> {
            task.run();
            settle();
        });
    }

    @Override
    public long nanoTime() {
        return clock.now();
    }

    /** Runs everything that can run now. */
    public void settle() {
        boolean busy = true;
        while (busy) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            boolean worked = work();
            busy = write() || worked;
        }
    }

    /** Advances the time; timers fire at their times. */
    public void pass(Duration time) {
        clock.pass(time);
    }

    public void holdWork() {
        holdingWork = true;
    }

    public void releaseWork() {
        run(heldWork());
        settle();
    }

    public void refuseWork() {
        Runnable unused = heldWork();
        session.workRefused(new RejectedExecutionException("all workers are busy"));
        settle();
    }

    /** Runs the held task as an engine does when the peer has disconnected. */
    public void interruptWork() {
        Runnable running = heldWork();
        Thread.currentThread().interrupt();
        try {
            running.run();
        } finally {
            boolean unused = Thread.interrupted();
        }
    }

    public void dropWork() {
        work = null;
    }

    /** Sets whether the peer reads everything immediately. */
    public void setReading(boolean reading) {
        this.reading = reading;
    }

    /** Makes the peer read at most {@code most} bytes, once. */
    public void read(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a peer can't read " + most + " bytes");
        }
        take(most);
        settle();
    }

    private void take(int most) {
        ByteBuffer unsent = session.unsent();
        byte[] bytes = new byte[Math.min(most, unsent.remaining())];
        unsent.duplicate().get(bytes);
        if (bytes.length > 0) {
            replies.add(bytes);
            session.sent(bytes.length);
        }
    }

    private Runnable heldWork() {
        Runnable held = work;
        if (held == null) {
            throw new IllegalStateException("no slow work is held: call holdWork() before the session requests it");
        }
        work = null;
        return held;
    }

    /** Returns whether a task was run. */
    private boolean work() {
        Runnable next = work == null ? session.takeWork() : work;
        work = holdingWork ? next : null;
        if (next == null || holdingWork) {
            return false;
        }
        run(next);
        return true;
    }

    private void run(Runnable slow) {
        slow.run();
        session.workDone();
    }

    /** Returns whether bytes were written, or can be written now. */
    private boolean write() {
        if (session.unsent().hasRemaining()) {
            if (reading) {
                take(Integer.MAX_VALUE);
            }
            return reading;
        }
        boolean pending = session.flushPending();
        if (pending) {
            session.delayElapsed();
        }
        return pending;
    }
}
