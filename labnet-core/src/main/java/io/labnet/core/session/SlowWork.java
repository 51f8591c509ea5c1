// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A slow task of a session, with its callbacks. A worker thread runs the task, then the conversation's thread reads the
 * result; the engine ensures that what the worker has written is visible to the conversation's thread.
 */
final class SlowWork<R, O> implements Runnable {
    private final Callable<R> slow;
    private final BiConsumer<? super R, Outbox<O>> then;
    private final BiConsumer<Exception, Outbox<O>> failed;
    private boolean taken;
    private @Nullable R result;
    private @Nullable Exception failure;

    SlowWork(Callable<R> slow, BiConsumer<? super R, Outbox<O>> then, BiConsumer<Exception, Outbox<O>> failed) {
        this.slow = slow;
        this.then = then;
        this.failed = failed;
    }

    /** Marks this work as taken by the engine. Returns whether this is the first call. */
    boolean take() {
        boolean first = !taken;
        taken = true;
        return first;
    }

    @Override
    public void run() {
        try {
            result = slow.call();
        } catch (Exception e) {
            failure = e;
        } catch (Error e) {
            // Without this catch, the session would not be notified of the error, and its peer would wait for ever.
            failure = new CompletionException(e);
        }
    }

    void refused(RejectedExecutionException cause) {
        failure = cause;
    }

    @SuppressWarnings("NullAway") // The result is null only if the callable returned null.
    void callBack(Outbox<O> out) {
        if (failure == null) {
            then.accept(result, out);
        } else {
            failed.accept(failure, out);
        }
    }
}
