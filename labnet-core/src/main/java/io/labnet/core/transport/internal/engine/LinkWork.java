// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Slow work of a link on its way through a worker and back to the loop. */
final class LinkWork extends FutureTask<@Nullable Void> {
    private final EventLoop loop;
    private final Consumer<LinkWork> done;

    LinkWork(EventLoop loop, Runnable slow, Consumer<LinkWork> done) {
        super(slow, null);
        this.loop = loop;
        this.done = done;
    }

    @Override
    protected void done() {
        loop.execute(() -> done.accept(this));
    }
}
