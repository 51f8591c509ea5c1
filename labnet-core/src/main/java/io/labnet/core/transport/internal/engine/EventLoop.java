// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.session.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * One thread that drives any number of conversations: it waits for events, tasks and deadlines and never for one
 * connection. What it waits on is the transport's.
 */
public abstract class EventLoop {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** So many tasks are run before clocks and events are looked at again: tasks may come as fast as they are run. */
    private static final int TASKS_AT_ONCE = 256;

    /** A loop that breaks so many times without having gone round in between is not mended by going on. */
    private static final int BREAKS_IN_A_ROW = 3;

    private static final long GOES_ON = -1;

    private final long began = System.nanoTime();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final Deadlines timers = new Deadlines();
    private final Deadlines.Timed drainEnd = new DrainEnd();
    private final BufferBudget budget = new BufferBudget(this);
    private final ByteBuffer buffer;
    private ByteArraySink sink = new ByteArraySink();
    private final LoopOwner owner;
    private final Thread thread;
    private volatile boolean ended;

    /** How long the replies may take of a loop that is to stop, {@link #GOES_ON} for one that is not. */
    private volatile long drainWanted = GOES_ON;

    private boolean stopping;
    private int links;

    protected EventLoop(LoopOwner owner, String name, ByteBuffer buffer) {
        this.owner = owner;
        this.buffer = buffer;
        this.thread = new Thread(this::run, name);
        // Whoever starts a server means it to go on, also when a thread does that keeps no process alive.
        thread.setDaemon(false);
    }

    /** A buffer outside the heap, which sockets read into without a copy. */
    static ByteBuffer directBuffer() {
        return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }

    /** A buffer in the heap, for transports within it. */
    protected static ByteBuffer heapBuffer() {
        return ByteBuffer.allocate(BUFFER_BYTES);
    }

    /** Waits for an event, a {@link #wake}, or the time to pass, and handles the events. */
    protected abstract void await(long nanos) throws IOException;

    /** Makes {@link #await} return, now or when it is called next. */
    protected abstract void wake();

    /** Lets go of what the loop waits on. */
    protected abstract void release();

    final void start() {
        // It has its place from the beginning, so that the loop can stop when there is no memory.
        deadlines.add(drainEnd, Deadlines.NEVER);
        thread.start();
    }

    /** Starts as a thread that keeps no process alive: a client has a thread of its own that waits. */
    final void startDaemon() {
        thread.setDaemon(true);
        start();
    }

    final boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Has a task run by the loop. Answers false when the loop has ended, and then it is not run. */
    public final boolean execute(Runnable task) {
        tasks.add(task);
        if (!isCurrent()) {
            wake();
        }
        return !ended || !tasks.remove(task);
    }

    /** Makes the thread go on if it is parked, or when it parks next. */
    protected final void unpark() {
        LockSupport.unpark(thread);
    }

    /** Nanoseconds since the loop began. Only a test has a clock of its own. */
    public long now() {
        return System.nanoTime() - began;
    }

    public final Deadlines deadlines() {
        return deadlines;
    }

    /** What {@link #schedule} has not run yet. */
    final Deadlines timers() {
        return timers;
    }

    /**
     * Has a task run once, when a time has passed. Called by the loop's thread, as is the timer.
     *
     * @param task is told the time; what it throws is not caught
     */
    final Timer schedule(long delayNanos, LongConsumer task) {
        // Later than now: a session that asks for no delay again and again must not hold the loop.
        return timers.schedule(now() + Math.max(1, delayNanos), task);
    }

    final LoopOwner owner() {
        return owner;
    }

    /** What links say is put here, whoever's it is, and only for the time of one step. */
    final ByteArraySink sink() {
        if (sink.size() == 0 && sink.capacity() > BUFFER_BYTES) {
            // Whoever said so much may have been the only one.
            sink = new ByteArraySink();
        }
        return sink;
    }

    /** What arrives is read into this buffer, whoever sent it: empty, and only for the time of one call. */
    final ByteBuffer buffer() {
        return buffer.clear();
    }

    final BufferBudget budget() {
        return budget;
    }

    /** Has the loop {@link #stop}. Called by any thread; takes no memory. */
    final void requestStop(long drainNanos) {
        drainWanted = drainNanos;
        wake();
    }

    /** Ends the conversations of this loop in order, and then the loop; what is left after {@code drain} is reset. */
    final void stop(long drainNanos) {
        if (stopping) {
            return;
        }
        stopping = true;
        long now = now();
        deadlines.remove(drainEnd);
        deadlines.add(drainEnd, now + drainNanos);
        for (Deadlines.Timed entry : deadlines.entries()) {
            if (entry instanceof Link link) {
                link.stop(now);
            }
        }
    }

    /** Begins a conversation that the server has admitted. */
    final void begin(Link link) {
        deadlines.add(link, Deadlines.NEVER);
        links++;
        try {
            link.open(now());
        } catch (Throwable t) {
            // Whoever admitted it must not take its place back: the link does that, once.
            abort(link);
            report(t);
        }
    }

    final void linkEnded() {
        links--;
    }

    private void run() {
        int breaks = 0;
        try {
            while (!stopping || links > 0) {
                try {
                    goRound();
                    breaks = 0;
                } catch (Throwable t) {
                    if (++breaks == BREAKS_IN_A_ROW) {
                        throw t;
                    }
                    mend(t);
                }
            }
        } catch (Throwable t) {
            // Without its loop the server is no server. It is stopped first: telling may take long.
            owner.fail(t);
            report(t);
        } finally {
            end();
        }
    }

    private void goRound() throws IOException {
        forgetInterrupt();
        await(nothingToDo() ? Math.max(0, Math.min(deadlines.next(), timers.next()) - now()) : 0);
        if (drainWanted != GOES_ON && !stopping) {
            // What was told before the stop is said before it.
            for (int left = tasks.size(); left > 0; left -= TASKS_AT_ONCE) {
                runTasks();
            }
            stop(drainWanted);
        }
        runTasks();
        deadlines.run(now());
        timers.run(now());
    }

    /** Not to be left to a wake alone: a lock that a session waited for may have used that up. */
    private boolean nothingToDo() {
        return tasks.isEmpty() && (stopping || drainWanted == GOES_ON);
    }

    /**
     * Goes on without the conversations there are. Each catches its own failures, so it is none of them that has failed;
     * but when memory has run out it is them that hold it.
     */
    private void mend(Throwable broken) {
        abortAll();
        report(broken);
    }

    /** Tells the listener, if that can be done: where memory has run out it may not, and that ends no loop. */
    private void report(Throwable problem) {
        try {
            owner.report(problem);
        } catch (Throwable t) {
            return;
        }
    }

    private void end() {
        ended = true;
        try {
            // Whoever queued a task before this was told that it would be run.
            do {
                runTasks();
                abortAll();
            } while (!tasks.isEmpty());
            release();
        } catch (Throwable t) {
            report(t);
        } finally {
            // Whatever went wrong: somebody waits for it.
            owner.loopEnded();
        }
    }

    /** With its thread interrupted, as a session may leave it, a loop would never wait again but spin. */
    @SuppressWarnings("CheckReturnValue") // Whether it was interrupted does not matter.
    private static void forgetInterrupt() {
        Thread.interrupted();
    }

    /** Runs what is waiting, or some of it. */
    final void runTasks() {
        Runnable task;
        for (int i = 0; i < TASKS_AT_ONCE && (task = tasks.poll()) != null; i++) {
            try {
                task.run();
            } catch (Throwable t) {
                report(t);
            }
        }
    }

    private void abortAll() {
        endAll(false);
    }

    /** Ends all links, those that have finished in order if they may. Takes no memory: it is the links that hold it. */
    private void endAll(boolean inOrder) {
        long now = now();
        for (int place = deadlines.size() - 1; place >= 0; ) {
            if (deadlines.at(place) instanceof Link link) {
                if (inOrder) {
                    stopOver(link, now);
                }
                abort(link);
                // Another entry is here now, from anywhere before this place, or from behind it and then no link.
                place = Math.min(place, deadlines.size() - 1);
            } else {
                place--;
            }
        }
    }

    private void stopOver(Link link, long now) {
        try {
            link.stopOver(now);
        } catch (Throwable t) {
            // It is aborted, or this loop would come to it again and again.
            report(t);
        }
    }

    private void abort(Link link) {
        try {
            link.abort();
        } catch (Throwable t) {
            // The others are ended all the same.
            report(t);
        }
    }

    /** The time is over that replies have to finish. */
    private final class DrainEnd extends Deadlines.Timed {
        @Override
        protected void due(long now) {
            deadlines.remove(this);
            endAll(true);
        }
    }
}
