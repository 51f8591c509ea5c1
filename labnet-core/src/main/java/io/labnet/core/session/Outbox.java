// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Takes what a {@link Session} has to say and do. Everything happens in the order in which it was asked for: what is
 * sent after slow work was given leaves after what that work leads to. Calls after {@link #finish} or {@link #abort}
 * have no effect.
 *
 * <p>An outbox may only be used inside the session method or callback that was given it, by the same thread.
 *
 * @param <O> the messages that can be said
 */
public interface Outbox<O> {
    /**
     * Says a message. It is encoded at once or, while slow work is under way, once that is done; it leaves when the peer
     * takes it.
     *
     * @param message the message
     */
    void send(O message);

    /**
     * Parts what was said from what follows: that goes in a write of its own, a moment later, so that a peer which
     * calls {@code recv} once for each gets both.
     */
    void separate();

    /**
     * Has something slow done elsewhere, so that no other conversation waits for it. Meanwhile this one is told
     * nothing, and its clocks stand still; what arrives is kept. If the peer is gone before the work is done, the
     * thread that does it is interrupted and neither callback is called. A client's engine does the work on the thread
     * that writes, and interrupts it when the conversation ends.
     *
     * <p>No clock bounds the work itself: what may take for ever, such as a call of another server, has to be given a
     * time limit of its own by the session.
     *
     * @param slow what is to be done; called on another thread, must not touch the session's state
     * @param then told the result, on the conversation's thread
     * @param failed told, instead, the exception that {@code slow} threw ({@link
     *     java.util.concurrent.CompletionException} around what is no exception but an error), or {@link
     *     java.util.concurrent.RejectedExecutionException} when there are too few workers for it
     * @param <R> the type of the result; it may be {@code Void}, with {@code null}
     */
    <R> void work(Callable<R> slow, BiConsumer<? super R, Outbox<O>> then, BiConsumer<Exception, Outbox<O>> failed);

    /** Ends the conversation in order: all that was said leaves, then the connection is closed. */
    void finish();

    /** Ends the conversation at once, without waiting for slow work: what has not left is lost, and the connection is reset. */
    void abort();
}
