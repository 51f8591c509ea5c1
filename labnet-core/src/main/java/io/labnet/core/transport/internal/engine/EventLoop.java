// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.session.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/**
 * Drives any number of conversations on one thread, in rounds: it waits for events, tasks and deadlines of all
 * connections, never for a single connection, and handles them. Subclasses provide the thread and the wait.
 */
public abstract class EventLoop {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** The least number of bytes that a connection may read in a round, because smaller reads cost more each byte. */
    private static final int LEAST_READ_BYTES = 2 * 1024;

    /**
     * The largest number of tasks to run before deadlines and events are checked again, because tasks may arrive as
     * fast as they run.
     */
    private static final int MAX_TASKS_PER_ROUND = 256;

    /** The number of consecutive failed rounds after which the loop ends. */
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    private static final long NOT_REQUESTED = -1;

    private final long began = System.nanoTime();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final Deadlines timers = new Deadlines();
    private final Deadlines.Timed drainEnd = new DrainEnd();
    private final BufferBudget budget = new BufferBudget(this);
    private final ByteBuffer buffer;
    private int readBytes = BUFFER_BYTES;
    private ByteArraySink sink = new ByteArraySink();
    private final LoopOwner owner;
    private volatile boolean ended;

    /** How long replies may take after a requested stop; {@link #NOT_REQUESTED} if none was requested. */
    private volatile long drainWanted = NOT_REQUESTED;

    private boolean stopping;
    private int links;
    private int failures;

    protected EventLoop(LoopOwner owner, ByteBuffer buffer) {
        this.owner = owner;
        this.buffer = buffer;
    }

    /** Returns a direct buffer, into which a socket's bytes are read without an extra copy. */
    protected static ByteBuffer directBuffer() {
        return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }

    /** Returns a heap buffer, for transports in memory. */
    protected static ByteBuffer heapBuffer() {
        return ByteBuffer.allocate(BUFFER_BYTES);
    }

    /**
     * Begins to call {@link #runRound} on the loop's thread.
     *
     * @param daemon whether the loop need not keep the process alive
     */
    protected abstract void startRounds(boolean daemon);

    /** Returns whether the current thread is the loop's. */
    protected abstract boolean isCurrent();

    /** Makes a round begin soon, because a task was added or a stop requested. Thread-safe. */
    protected abstract void requestRound();

    /** Waits for an event, a {@link #requestRound} or the timeout, and handles the events. */
    protected abstract void await(long nanos) throws IOException;

    /** Releases the resources that the loop waits on. */
    protected abstract void release();

    final void start() {
        start(false);
    }

    /**
     * Starts a loop of clients as a daemon thread. Only the threads that use the clients keep the process alive, not
     * the loop.
     */
    final void startDaemon() {
        start(true);
    }

    private void start(boolean daemon) {
        // Added now rather than when the loop stops, because memory may have run out by then.
        deadlines.add(drainEnd, Deadlines.NEVER);
        startRounds(daemon);
    }

    /** Runs a task on the loop. Returns false, without running it, if the loop has ended. */
    public final boolean execute(Runnable task) {
        tasks.add(task);
        requestRound();
        return !ended || !tasks.remove(task);
    }

    /** Returns the nanoseconds since the loop began. Tests override this method. */
    public long now() {
        return System.nanoTime() - began;
    }

    public final Deadlines deadlines() {
        return deadlines;
    }

    /** Returns the pending tasks of {@link #schedule}. */
    final Deadlines timers() {
        return timers;
    }

    /**
     * Schedules a task to run once, after a delay. Only the loop's thread may call this method and the returned timer.
     *
     * @param task receives the time; its exceptions are not caught
     */
    final Timer schedule(long delayNanos, LongConsumer task) {
        // At least a nanosecond, because a session that repeatedly schedules tasks without delay must not block the
        // loop.
        return timers.schedule(now() + Math.max(1, delayNanos), task);
    }

    final LoopOwner owner() {
        return owner;
    }

    /** Returns the output buffer of this loop. One link at a time uses it, during a single step. */
    final ByteArraySink sink() {
        if (sink.size() == 0 && sink.capacity() > BUFFER_BYTES) {
            // Replaces a sink that has grown for large output, to release its memory.
            sink = new ByteArraySink();
        }
        return sink;
    }

    /** Empties and returns the input buffer of this loop. One link at a time uses it, during a single call. */
    final ByteBuffer buffer() {
        return buffer.clear();
    }

    /**
     * Empties the input buffer of this loop, and returns it with room for as much as one connection may read in this
     * round.
     */
    final ByteBuffer readBuffer() {
        ByteBuffer empty = buffer();
        return empty.limit(Math.min(readBytes, empty.capacity()));
    }

    /**
     * Divides what may be read in this round among the connections that have events. Otherwise, a few connections that
     * send thousands of small messages each would make all others wait until all these messages are handled.
     */
    protected final void shareReads(int connections) {
        readBytes = Math.max(LEAST_READ_BYTES, BUFFER_BYTES / Math.max(1, connections));
    }

    final BufferBudget budget() {
        return budget;
    }

    /** Requests that the loop {@link #stop}. Thread-safe; allocates no memory. */
    protected final void requestStop(long drainNanos) {
        drainWanted = drainNanos;
        requestRound();
    }

    /**
     * Lets the conversations of this loop finish, and then ends the loop. Connections that remain after the drain time
     * are reset.
     */
    final void stop(long drainNanos) {
        if (stopping) {
            return;
        }
        stopping = true;
        // What has arrived is answered, by a bounded number of reads.
        shareReads(1);
        long now = now();
        deadlines.remove(drainEnd);
        deadlines.add(drainEnd, now + drainNanos);
        for (Deadlines.Timed entry : deadlines.entries()) {
            if (entry instanceof Link link) {
                link.stop(now);
            }
        }
    }

    /** Starts a conversation that the server has admitted. */
    final void begin(Link link) {
        deadlines.add(link, Deadlines.NEVER);
        links++;
        try {
            link.open(now());
        } catch (Throwable t) {
            // Not rethrown: abort() releases the admission of the connection, and the caller would release it again.
            abort(link);
            report(t);
        }
    }

    final void linkEnded() {
        links--;
    }

    /**
     * Runs one round. The loop's thread calls this method again and again, until the loop is over.
     *
     * @return whether the loop continues
     */
    protected final boolean runRound() {
        boolean continues = false;
        try {
            handleRound();
            failures = 0;
            continues = !over();
        } catch (Throwable t) {
            continues = recover(t);
        } finally {
            if (!continues) {
                end();
            }
        }
        return continues;
    }

    private boolean over() {
        return stopping && links == 0;
    }

    /** Continues after a failed round, unless too many have failed in a row. Returns whether the loop continues. */
    private boolean recover(Throwable broken) {
        Throwable cause = broken;
        if (++failures < MAX_FAILURES_IN_A_ROW) {
            try {
                abortAndReport(broken);
                return !over();
            } catch (Throwable t) {
                cause = t;
            }
        }
        // A server can't run without its loop. Fails the server before reporting, because the report may take long.
        owner.fail(cause);
        report(cause);
        return false;
    }

    private void handleRound() throws IOException {
        clearInterrupt();
        await(mayWait() ? Math.max(0, nextDue() - now()) : 0);
        if (stopRequested() && !stopping) {
            // Runs the tasks that were queued before the stop.
            for (int left = tasks.size(); left > 0; left -= MAX_TASKS_PER_ROUND) {
                runTasks();
            }
            stop(drainWanted);
        }
        runTasks();
        deadlines.run(dueTime());
        timers.run(dueTime());
    }

    /** Returns when the next deadline or timer is due; {@link Deadlines#NEVER} if there is none. */
    protected final long nextDue() {
        return Math.min(deadlines.next(), timers.next());
    }

    /**
     * Returns the time up to which deadlines take effect in this round. A link that is late reads once more before its
     * deadline takes effect; a loop whose wires can't read at any time returns a time before its latest poll.
     */
    protected long dueTime() {
        return now();
    }

    /** Returns whether a stop was requested. Thread-safe. */
    protected final boolean stopRequested() {
        return drainWanted != NOT_REQUESTED;
    }

    /**
     * Returns whether the loop may wait. Tasks are checked here, because a wake may be lost: a lock in a session may
     * have consumed the unpark permit.
     */
    protected final boolean mayWait() {
        return tasks.isEmpty() && (stopping || !stopRequested());
    }

    /**
     * Aborts all conversations and continues. No conversation caused the failure, because each catches its own
     * exceptions. They are aborted nevertheless: if memory has run out, this releases memory.
     */
    private void abortAndReport(Throwable broken) {
        abortAll();
        report(broken);
    }

    /**
     * Reports a problem to the listener. Ignores any exception of the report, such as a lack of memory, which must not
     * end the loop.
     */
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
            // execute() has accepted these tasks, so they must run.
            do {
                runTasks();
                abortAll();
            } while (!tasks.isEmpty());
            release();
        } catch (Throwable t) {
            report(t);
        } finally {
            // Called even after a failure, because other threads wait for the end of the loop.
            owner.loopEnded();
        }
    }

    /** Clears an interrupt that a session may have left; otherwise the loop would spin instead of waiting. */
    @SuppressWarnings("CheckReturnValue") // Whether the thread was interrupted does not matter.
    private static void clearInterrupt() {
        Thread.interrupted();
    }

    /** Runs up to {@link #MAX_TASKS_PER_ROUND} waiting tasks. */
    final void runTasks() {
        Runnable task;
        for (int i = 0; i < MAX_TASKS_PER_ROUND && (task = tasks.poll()) != null; i++) {
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

    /**
     * Ends all links. If {@code inOrder} is true, links whose output is completely sent are closed without a reset; all
     * others are reset. Allocates no memory, because the links may hold all memory.
     */
    private void endAll(boolean inOrder) {
        long now = now();
        for (int place = deadlines.size() - 1; place >= 0; ) {
            if (deadlines.at(place) instanceof Link link) {
                if (inOrder) {
                    stopOver(link, now);
                }
                abort(link);
                // The aborted link was removed, and another entry may have moved to its index.
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
            // Caught, so that endAll() still aborts this link and then ends the others.
            report(t);
        }
    }

    private void abort(Link link) {
        try {
            link.abort();
        } catch (Throwable t) {
            // Caught, so that the other links are ended, too.
            report(t);
        }
    }

    /** The deadline for replies after a stop. */
    private final class DrainEnd extends Deadlines.Timed {
        @Override
        protected void due(long now) {
            deadlines.remove(this);
            endAll(true);
        }
    }
}
