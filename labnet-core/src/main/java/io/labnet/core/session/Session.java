// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;

/**
 * One side of one conversation (the exchange of messages with one peer, usually over one connection): a state machine
 * that receives events and replies through an {@link Outbox}. A session does no I/O and never blocks; it passes slow
 * tasks to {@link Outbox#work}. A session belongs to one conversation and is called by one thread at a time. Only a
 * stateless session may serve several conversations, which may then call it from several threads at the same time.
 *
 * <p>After {@link Outbox#finish} or {@link Outbox#abort}, only {@link #closed} is called. But slow work that was passed
 * to {@code work} before {@code finish} still completes and calls its callback, before {@code closed} is called.
 *
 * @param <I> the type of messages that this side receives
 * @param <O> the type of messages that this side sends
 */
@FunctionalInterface
public interface Session<I, O> {
    /**
     * Receives a message.
     *
     * @param message the message
     * @param out sends the reply; valid only during this call, as in every method of this interface
     */
    void received(I message, Outbox<O> out);

    /**
     * Called first, when the conversation begins. If this side sends the first message of the protocol, it does so
     * here.
     *
     * @param out sends the first messages
     */
    default void opened(Outbox<O> out) {}

    /**
     * Called when all output that was sent has been written. A session can send a long reply in pieces, one per call of
     * this method, so that memory holds only one piece at a time. While output is unsent, {@link #readPolicy} decides
     * whether input is read. Not called if no message was sent, or only empty ones.
     *
     * @param out sends the next piece
     */
    default void drained(Outbox<O> out) {}

    /**
     * Called when the peer has ended its output after a complete message. The peer may still be reading.
     *
     * @param out sends the last messages; by default the conversation is finished
     */
    default void inputEnded(Outbox<O> out) {
        out.finish();
    }

    /**
     * Called when the peer sent bytes that are not a valid message. No further input is decoded. After this call the
     * conversation is finished, unless the method has already finished or aborted it.
     *
     * @param problem what was wrong with the bytes
     * @param out sends the last messages; by default none
     */
    default void rejected(ProtocolException problem, Outbox<O> out) {
        out.finish();
    }

    /**
     * Called when the peer sent nothing for too long, or did not complete a message in time. After this call the
     * conversation is finished, unless the method has already finished or aborted it.
     *
     * @param out sends the last messages; by default none
     */
    default void timedOut(Outbox<O> out) {
        out.finish();
    }

    /**
     * Called when the server has been stopped and all output has been written. No further input is decoded. After this
     * call the conversation is finished, unless the method has already finished or aborted it. Not called if the
     * conversation has already ended, or if the time that {@link io.labnet.core.transport.Server#stop} allows is over.
     *
     * @param out sends the last messages; by default none
     */
    default void stopped(Outbox<O> out) {
        out.finish();
    }

    /** Called last and once, when the conversation is over, however it ended. */
    default void closed() {}

    /**
     * Returns the policy that decides when input is read and decoded. Queried again after each call of this session.
     *
     * @return by default {@link ReadPolicy#UNLESS_BEHIND}
     */
    default ReadPolicy readPolicy() {
        return ReadPolicy.UNLESS_BEHIND;
    }

    /**
     * Returns how much memory this session holds for its peer besides unsent output, such as the rest of a long reply.
     * A server limits the sum of this memory and the unsent output. Queried again after each call of this session.
     *
     * @return the number of bytes, by default 0
     */
    default long heldBytes() {
        return 0;
    }
}
