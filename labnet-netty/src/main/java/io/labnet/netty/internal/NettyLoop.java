// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.labnet.core.transport.internal.engine.Deadlines;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.LoopOwner;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Drives conversations on the thread of one of Netty's event loops. Netty waits for the channels and calls their
 * handlers; the rounds of this loop are tasks of Netty's loop, and run only when there are tasks or deadlines.
 */
public final class NettyLoop extends EventLoop {
    private final io.netty.channel.EventLoop netty;

    /** Whether Netty's loop belongs to this loop alone, and ends with it. */
    private final boolean owned;

    private final long began;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final Runnable requestedRound = this::runRequestedRound;
    private final FutureListener<Object> terminated = this::terminated;

    /** The end of Netty's loop; {@code null} if that has none. */
    private @Nullable Future<?> termination;

    /** When the next round for deadlines is due. */
    private long alarmTime = Deadlines.NEVER;

    /** The next task that is scheduled: {@link #runAfterReading} or {@link #dueRound}. */
    private @Nullable ScheduledFuture<?> alarm;

    /** Whether a {@link #dueRound} is scheduled. If events replaced it by a later one, it might never run. */
    private boolean roundScheduled;

    /** When the poll before the next round for deadlines was requested. */
    private long pollRequested;

    /** A time before the latest poll: what arrived until then has been read. */
    private long polled;

    private boolean over;

    public NettyLoop(LoopOwner owner, io.netty.channel.EventLoop netty, boolean owned) {
        super(owner, heapBuffer());
        this.netty = netty;
        this.owned = owned;
        this.began = netty.ticker().nanoTime();
    }

    io.netty.channel.EventLoop netty() {
        return netty;
    }

    /** Uses the clock of Netty's loop, which is not the system's in Netty's embedded channels. */
    @Override
    public long now() {
        return netty.ticker().nanoTime() - began;
    }

    @Override
    protected long dueTime() {
        return polled;
    }

    /** Does nothing more than begin, because whether the thread is a daemon was decided when it was created. */
    @Override
    protected void startRounds(boolean daemon) {
        requestRound();
        try {
            termination = netty.terminationFuture();
            termination.addListener(terminated);
        } catch (UnsupportedOperationException e) {
            // The loop of an embedded channel is not terminated.
            return;
        }
    }

    @Override
    protected boolean isCurrent() {
        return netty.inEventLoop();
    }

    /** Returns at once, because Netty's loop waits. */
    @Override
    protected void await(long nanos) {}

    @Override
    protected void requestRound() {
        if (requested.compareAndSet(false, true)) {
            try {
                netty.execute(requestedRound);
            } catch (RejectedExecutionException e) {
                // Netty's loop is ending, and terminated() will run the last rounds.
                return;
            } catch (Throwable t) {
                // Without memory for the task, a later request tries again.
                requested.set(false);
                throw t;
            }
        }
    }

    private void runRequestedRound() {
        requested.set(false);
        if (stopRequested() && !over) {
            // The stop answers messages that have arrived, so they are read first.
            runAfterReading();
        } else {
            round();
        }
    }

    /** Called after Netty has reported an event of a channel, outside of a round. */
    void eventHandled() {
        if (stopRequested()) {
            // The event may have ended the last conversation.
            requestRound();
        }
        setAlarm();
    }

    private void setAlarm() {
        long next = nextDue();
        if (next >= alarmTime || roundScheduled || over) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmTime = next;
        try {
            alarm = netty.schedule(this::runAfterReading, Math.max(0, next - now()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Netty's loop is ending, and terminated() will run the last rounds.
            return;
        }
    }

    /**
     * Runs a round after Netty has polled its channels once more. Netty may have been late, and bytes that have arrived
     * in time must be read before a timeout takes effect. A task that is scheduled by a task runs only after the poll.
     */
    private void runAfterReading() {
        if (roundScheduled) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        pollRequested = now();
        try {
            alarm = netty.schedule(this::dueRound, 1, TimeUnit.NANOSECONDS);
            roundScheduled = true;
        } catch (RejectedExecutionException e) {
            // Netty's loop is ending, and terminated() will run the last rounds.
            return;
        }
    }

    private void dueRound() {
        roundScheduled = false;
        alarm = null;
        alarmTime = Deadlines.NEVER;
        polled = pollRequested;
        round();
    }

    private void round() {
        if (over) {
            return;
        }
        over = !runRound();
        if (!over) {
            if (!mayWait()) {
                requestRound();
            }
            setAlarm();
        }
    }

    /** Ends this loop if Netty's loop was shut down first. No other thread uses this loop any more. */
    private void terminated(Future<Object> ended) {
        if (!over) {
            requestStop(0);
            while (!over) {
                polled = now();
                over = !runRound();
            }
        }
    }

    @Override
    protected void release() {
        if (termination != null) {
            // Netty's loop may live on, and would keep this loop in memory.
            termination.removeListener(terminated);
        }
        if (owned) {
            // The future is ignored: the thread ends when it has run its last tasks.
            Future<?> unused = netty.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
