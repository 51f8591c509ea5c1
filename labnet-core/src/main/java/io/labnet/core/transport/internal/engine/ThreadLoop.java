// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** An event loop with a thread of its own, which waits whenever there is nothing to do. */
public abstract class ThreadLoop extends EventLoop {
    private final Thread thread;

    protected ThreadLoop(LoopOwner owner, String name, ByteBuffer buffer) {
        super(owner, buffer);
        this.thread = new Thread(this::run, name);
    }

    /** Makes the current or the next {@link #await} return. */
    protected abstract void wake();

    @Override
    protected final void startRounds(boolean daemon) {
        // Always set, because a thread is a daemon by default if the thread that creates it is one.
        thread.setDaemon(daemon);
        thread.start();
    }

    @Override
    protected final boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** The loop's own thread needs no wake: it waits only if there are no tasks. */
    @Override
    protected final void requestRound() {
        if (!isCurrent()) {
            wake();
        }
    }

    /** Unparks the loop's thread, now or when it parks next. */
    protected final void unpark() {
        LockSupport.unpark(thread);
    }

    @SuppressWarnings("StatementWithEmptyBody") // The condition runs the rounds.
    private void run() {
        while (runRound()) {}
    }
}
