// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.jfr.FlightRecorder;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Slow work of a link on its way through a worker and back to the loop. */
final class LinkWork extends FutureTask<@Nullable Void> {
    private final EventLoop loop;
    private final Executor workers;
    private final Consumer<LinkWork> done;
    private final Peer peer;
    private final long queuedAt;

    LinkWork(EventLoop loop, Executor workers, Peer peer, Runnable slow, Consumer<LinkWork> done) {
        super(slow, null);
        this.peer = peer;
        this.queuedAt = loop.now();
        this.loop = loop;
        this.workers = workers;
        this.done = done;
    }

    /**
     * Submits the work to the workers.
     *
     * @throws RejectedExecutionException if the workers refuse the work
     */
    void start() {
        try {
            workers.execute(this);
        } catch (OutOfMemoryError e) {
            // A pool throws this when no thread can be started. Some pools keep the task in their queue nevertheless,
            // so it is cancelled.
            cancel(true);
            throw new RejectedExecutionException("no thread can be started", e);
        }
    }

    @Override
    public void run() {
        FlightRecorder.run(super::run, peer, loop.now() - queuedAt);
    }

    /** Interrupts the work, or removes it from the queue if it has not started. */
    void withdraw() {
        cancel(true);
        Workers.forget(workers, this);
    }

    @Override
    protected void done() {
        loop.execute(() -> done.accept(this));
    }
}
