// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

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

    LinkWork(EventLoop loop, Executor workers, Runnable slow, Consumer<LinkWork> done) {
        super(slow, null);
        this.loop = loop;
        this.workers = workers;
        this.done = done;
    }

    /**
     * Gives the work to a worker.
     *
     * @throws RejectedExecutionException if no worker takes it
     */
    void start() {
        try {
            workers.execute(this);
        } catch (OutOfMemoryError e) {
            // A pool throws this when no thread can be started. Some pools keep the work all the same.
            cancel(true);
            throw new RejectedExecutionException("no thread can be started", e);
        }
    }

    /** Interrupts the work, or takes it back from a worker that has not begun it. */
    void withdraw() {
        cancel(true);
        Workers.forget(workers, this);
    }

    @Override
    protected void done() {
        loop.execute(() -> done.accept(this));
    }
}
