// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The loop that drives all of a process's client conversations of one kind of transport. It begins with the first of
 * them and ends a moment after the last, so that a program which has no more keeps no thread of it.
 */
public final class ClientLoops implements LoopOwner {
    private static final Logger LOGGER = System.getLogger("io.labnet.core.transport");
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

    /** How much work may wait for a thread. */
    private static final int MOST_WORK = 10_000;

    private final Maker maker;
    private @Nullable EventLoop loop;
    private @Nullable ExecutorService workers;
    private int links;

    /** Makes a loop for an owner. */
    public interface Maker {
        EventLoop make(LoopOwner owner) throws IOException;
    }

    public ClientLoops(Maker maker) {
        this.maker = maker;
    }

    /** Gives the loop for one more conversation; {@link #leave} ends it. */
    synchronized EventLoop enter() throws IOException {
        EventLoop current = loop;
        if (current == null) {
            current = maker.make(this);
            current.startDaemon();
            loop = current;
        }
        links++;
        return current;
    }

    /** A conversation of a loop is over. */
    synchronized void leave(EventLoop of) {
        links--;
        if (links == 0 && of == loop) {
            of.execute(() -> of.schedule(LINGER_NANOS, now -> retire(of)));
        }
    }

    synchronized ExecutorService workers() {
        if (workers == null) {
            workers = Workers.start("labnet-client", MOST_WORK);
        }
        return workers;
    }

    /** Ends a loop that has had no conversation for a moment. */
    private synchronized void retire(EventLoop idle) {
        if (links == 0 && idle == loop) {
            loop = null;
            idle.requestStop(0);
        }
    }

    @Override
    public long budgetOfLoop() {
        // What a client holds is bounded by its own protocol, and there is nobody else whom it could harm.
        return Long.MAX_VALUE;
    }

    @Override
    public void report(Throwable problem) {
        LOGGER.log(Level.WARNING, "the thread of the clients failed", problem);
    }

    @Override
    public synchronized void fail(Throwable cause) {
        loop = null;
    }

    @Override
    public void loopEnded() {}
}
