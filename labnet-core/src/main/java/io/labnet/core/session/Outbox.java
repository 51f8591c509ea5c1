// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Protocol;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sends messages and runs tasks for a {@link Session}. Everything happens in the order of the calls. For example, if
 * the session calls {@link #work} and then sends a message, the messages of the work's callback are written first.
 * Calls after {@link #finish} or {@link #abort} have no effect.
 *
 * <p>An outbox may be used only during the call of the session method or callback to which it was passed, by the same
 * thread; elsewhere all its methods throw {@link IllegalStateException}. To send from another thread or at another
 * time, use {@link #remote}.
 *
 * @param <O> the type of messages to send
 */
public interface Outbox<O> {
    /**
     * Sends a message. The message is encoded immediately or, while {@linkplain #work slow work} is running, after that
     * work. The encoded message is written as soon as the peer accepts it.
     *
     * @param message the message
     */
    void send(O message);

    /**
     * Ends the current write. Later messages go into the next write, after the transport's flush delay (25 ms by
     * default). Because of the delay, a peer that calls {@code recv} once per message receives each message separately.
     */
    void flush();

    /**
     * Runs a slow task (<i>slow work</i>) on another thread, so that no other conversation waits for this task.
     * Meanwhile this session is not called and its timeouts are suspended; arriving input is buffered. If the peer
     * disconnects before the task ends, the worker thread is interrupted and neither callback is called.
     *
     * <p>The task has no time limit: the session must set a timeout for every operation that may block for ever, such
     * as a call to another server.
     *
     * @param slow the task; it runs on another thread and must not touch the session's state
     * @param then receives the result, on the conversation's thread
     * @param failed is called instead of {@code then} if {@code slow} threw; receives this exception (an {@link Error}
     *     is wrapped in a {@link java.util.concurrent.CompletionException}). If no worker was available, {@code failed}
     *     receives a {@link java.util.concurrent.RejectedExecutionException}
     * @param <R> the type of the result; {@code Void} if the task always returns {@code null}
     */
    <R> void work(Callable<R> slow, BiConsumer<? super R, Outbox<O>> then, BiConsumer<Exception, Outbox<O>> failed);

    /**
     * Returns a thread-safe handle that may be kept and used at any time.
     *
     * @return the handle, the same at each call until the conversation switches to another protocol
     * @throws IllegalStateException if the session was not attached to an engine
     */
    Remote<O> remote();

    /**
     * Schedules a task to run once, after a delay from now. If the delay ends during slow work, the task runs after
     * that work. Once the conversation is finished, no task runs.
     *
     * @param delay the delay, 0 or longer
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the delay is negative
     * @throws IllegalStateException if the session was not attached to an engine
     */
    Timer after(Duration delay, Consumer<? super Outbox<O>> what);

    /**
     * Schedules a task to run repeatedly, under the same conditions as {@link #after}.
     *
     * @param period the time before the first run and between runs, longer than 0
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the period is not positive
     * @throws IllegalStateException if the session was not attached to an engine
     */
    Timer every(Duration period, Consumer<? super Outbox<O>> what);

    /**
     * Runs a task when no byte has been read for the given time, whether the peer sent nothing or this side did not
     * read. The task runs again after each further period of that length without input. Unlike
     * {@link Session#timedOut}, this task does not end the conversation. A typical task
     * sends a ping.
     *
     * @param idle the time, longer than 0
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if the session was not attached to an engine
     */
    Timer whenReadIdle(Duration idle, Consumer<? super Outbox<O>> what);

    /**
     * Runs a task when no byte has been written for the given time, and again after each further period of that length
     * without output. A typical task sends a heartbeat.
     *
     * @param idle the time, longer than 0
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if the session was not attached to an engine
     */
    Timer whenWriteIdle(Duration idle, Consumer<? super Outbox<O>> what);

    /**
     * Switches the conversation to another protocol, as after STARTTLS, an upgrade or SMTP's DATA. Input that is not
     * yet decoded goes to the new protocol's decoder.
     *
     * <p>The old session receives no further calls, not even {@link Session#closed}. Its timers are cancelled, its
     * {@linkplain #remote handle} ends, and its waiting messages and tasks are dropped. The first call of the new
     * session is {@link Session#opened}. This outbox is invalid for the rest of the call.
     *
     * @param next the new protocol
     * @param session the new session
     * @param <I2> the type of messages that the new session receives
     * @param <O2> the type of messages that the new session sends
     * @throws NullPointerException if an argument is {@code null}, or the protocol's decoder factory returns
     *     {@code null}
     */
    <I2, O2> void switchTo(Protocol<I2, O2> next, Session<I2, O2> session);

    /** Ends the conversation in order: writes all sent messages, then closes the connection. */
    void finish();

    /** Ends the conversation immediately, even during slow work: discards unsent output and resets the connection. */
    void abort();
}
