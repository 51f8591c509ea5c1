// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.time.Duration;

/** A loop without a thread: the test sets its clock and runs its deadlines, timers and tasks. */
final class ManualLoop extends EventLoop {
    private long now;

    ManualLoop(LoopServer server) {
        super(server, heapBuffer());
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    protected void await(long nanos) {}

    @Override
    protected void startRounds(boolean daemon) {}

    @Override
    protected boolean isCurrent() {
        return false;
    }

    @Override
    protected void requestRound() {}

    @Override
    public void release() {}

    /** Sets the clock without running anything. */
    void setMillis(long millis) {
        now = Duration.ofMillis(millis).toNanos();
    }

    /** Sets the clock, then runs everything that is due. */
    void runAt(long millis) {
        setMillis(millis);
        deadlines().run(now);
        timers().run(now);
        runTasks();
    }
}
