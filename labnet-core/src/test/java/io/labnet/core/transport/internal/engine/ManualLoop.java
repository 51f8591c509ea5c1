// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.time.Duration;

/** A loop without a thread: the test is its clock, and runs what is due. */
final class ManualLoop extends EventLoop {
    private long now;

    ManualLoop(LoopServer server) {
        super(server, "by-hand", heapBuffer());
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    protected void await(long nanos) {}

    @Override
    protected void wake() {}

    @Override
    public void release() {}

    /** Lets time pass up to a moment, and does nothing yet. */
    void setMillis(long millis) {
        now = Duration.ofMillis(millis).toNanos();
    }

    /** Lets time pass up to a moment, and does what is due then. */
    void runAt(long millis) {
        setMillis(millis);
        deadlines().run(now);
        timers().run(now);
        runTasks();
    }
}
