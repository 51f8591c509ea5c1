// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The loop that drives all client conversations of a process over one kind of transport. This loop starts with the
 * first conversation and ends one second after the last, so that an idle program keeps no thread.
 */
public final class ClientLoops implements LoopOwner {
    private static final Logger LOGGER = System.getLogger("io.labnet.core.transport");
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

    /** The largest number of tasks that may wait for a thread. */
    private static final int MAX_WORK = 10_000;

    private final Maker maker;
    private @Nullable EventLoop loop;
    private @Nullable ExecutorService workers;
    private int links;

    /** A factory of loops. */
    public interface Maker {
        EventLoop make(LoopOwner owner) throws IOException;
    }

    public ClientLoops(Maker maker) {
        this.maker = maker;
    }

    /** Returns the loop for one more conversation. When this conversation is over, {@link #leave} must be called. */
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

    /** Notes that a conversation of a loop is over. */
    synchronized void leave(EventLoop of) {
        links--;
        if (links == 0 && of == loop) {
            of.execute(() -> of.schedule(LINGER_NANOS, now -> retire(of)));
        }
    }

    synchronized ExecutorService workers() {
        if (workers == null) {
            workers = Workers.start("labnet-client", MAX_WORK);
        }
        return workers;
    }

    /**
     * Called one second after the last conversation of a loop has ended. Ends the loop if it has no conversation now.
     */
    private synchronized void retire(EventLoop idle) {
        if (links == 0 && idle == loop) {
            loop = null;
            idle.requestStop(0);
        }
    }

    @Override
    public long budgetOfLoop() {
        // A client's buffers are bounded by its protocol, and there are no other peers to protect.
        return Long.MAX_VALUE;
    }

    @Override
    public void report(Throwable problem) {
        LOGGER.log(Level.WARNING, "the thread that drives the clients failed", problem);
    }

    @Override
    public synchronized void fail(Throwable cause) {
        loop = null;
    }

    @Override
    public void loopEnded() {}
}
