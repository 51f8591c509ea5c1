// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Protocol;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Takes what a {@link Session} has to say and do. Everything happens in the order in which it was asked for: what is
 * sent after slow work was given leaves after what that work leads to. Calls after {@link #finish} or {@link #abort}
 * have no effect.
 *
 * <p>An outbox may only be used inside the session method or callback that was given it, by the same thread: all its
 * methods throw an {@link IllegalStateException} elsewhere. What other threads, or later times, have to say goes
 * through {@link #remote}.
 *
 * @param <O> the messages that can be said
 */
public interface Outbox<O> {
    /**
     * Says a message. It is encoded at once or, while slow work is under way, once that is done; it leaves when the
     * peer takes it.
     *
     * @param message the message
     */
    void send(O message);

    /**
     * Ends the current write. What follows is sent in the next one, after the flush delay of the transport (25 ms by
     * default), so that a peer which calls {@code recv} once for each message receives both.
     */
    void flush();

    /**
     * Has something slow done elsewhere, so that no other conversation waits for it. Meanwhile this one is told
     * nothing, and its clocks stand still; what arrives is kept. If the peer is gone before the work is done, the
     * thread that does it is interrupted and neither callback is called.
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

    /**
     * Gives a handle that any thread may keep and use at any time.
     *
     * @return the handle, always the same for this conversation until it speaks another protocol
     * @throws IllegalStateException if the engine gives the conversation no thread
     */
    Remote<O> remote();

    /**
     * Has something done once, after some time. The time begins now. If it ends during slow work, that is waited for.
     * When the conversation is finished, nothing is done any more.
     *
     * @param delay the time, 0 or longer
     * @param what is given the outbox, which is valid for the time of the call
     * @return what cancels it
     * @throws IllegalArgumentException if the delay is negative
     * @throws IllegalStateException if the engine gives the conversation no clock
     */
    Timer after(Duration delay, Consumer<? super Outbox<O>> what);

    /**
     * Has something done again and again, as {@link #after} does once.
     *
     * @param period the time before the first and between two, longer than 0
     * @param what is given the outbox, which is valid for the time of the call
     * @return what cancels it
     * @throws IllegalArgumentException if the period is not positive
     * @throws IllegalStateException if the engine gives the conversation no clock
     */
    Timer every(Duration period, Consumer<? super Outbox<O>> what);

    /**
     * Has something done whenever no byte has been read for some time, whatever the reason, and again after each such
     * time. Unlike {@link Session#timedOut} this does not end the conversation; a ping may be sent, say.
     *
     * @param idle the time, longer than 0
     * @param what is given the outbox, which is valid for the time of the call
     * @return what cancels it
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if the engine gives the conversation no clock
     */
    Timer whenReadIdle(Duration idle, Consumer<? super Outbox<O>> what);

    /**
     * Has something done whenever no byte has left for some time, and again after each such time: a heartbeat, say.
     *
     * @param idle the time, longer than 0
     * @param what is given the outbox, which is valid for the time of the call
     * @return what cancels it
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if the engine gives the conversation no clock
     */
    Timer whenWriteIdle(Duration idle, Consumer<? super Outbox<O>> what);

    /**
     * Speaks another protocol from here on: after STARTTLS, say, or an upgrade, or while a mail is sent. What has
     * arrived and was not decoded goes to its decoder. The session of this protocol is told nothing any more, not even
     * that it is closed, its timers are cancelled and its {@linkplain #remote handle} is over, with what it was given
     * and has not been done; the next one is told first of all that it has {@linkplain Session#opened opened}. This
     * outbox is not valid for the rest of the call.
     *
     * @param next what is spoken
     * @param session the side that the conversation is from then on
     * @param <I2> the messages that it hears
     * @param <O2> the messages that it says
     * @throws NullPointerException if one of them is {@code null}, or the protocol makes no decoder
     */
    <I2, O2> void speak(Protocol<I2, O2> next, Session<I2, O2> session);

    /** Ends the conversation in order: all that was said leaves, then the connection is closed. */
    void finish();

    /** Ends the conversation at once, without waiting for slow work: what has not left is lost, and the connection is reset. */
    void abort();
}
