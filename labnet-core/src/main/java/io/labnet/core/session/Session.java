// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;

/**
 * One side of one conversation: a state machine that is told what happened and answers through an {@link Outbox}. It
 * does no input or output and never blocks; what is slow goes to {@link Outbox#work}. A session belongs to one
 * conversation and is called by one thread at a time; only one that holds no state may serve many conversations, which
 * then call it from many threads at once.
 *
 * <p>Once it has called {@link Outbox#finish} or {@link Outbox#abort}, only {@link #closed} follows and, before a finish
 * takes effect, what the slow work leads to that was asked for earlier.
 *
 * @param <I> the messages that it hears
 * @param <O> the messages that it says
 */
@FunctionalInterface
public interface Session<I, O> {
    /**
     * Hears a message.
     *
     * @param message the message
     * @param out takes the answer; valid during this call only, as in every method of this interface
     */
    void received(I message, Outbox<O> out);

    /**
     * Is told, first of all, that the conversation has begun. A side that speaks first does so here.
     *
     * @param out takes what is said
     */
    default void opened(Outbox<O> out) {}

    /**
     * Is told that all that was said so far has left. Something long is said in pieces, the next one here, so that no
     * more than a piece is ever held in memory; meanwhile {@link #readPolicy} says what becomes of the peer's input. Where
     * nothing was said, or only messages of no bytes, there is nothing that leaves, and this is not called.
     *
     * @param out takes the next piece
     */
    default void drained(Outbox<O> out) {}

    /**
     * Is told that the peer has ended its output after a whole message. It may still be listening.
     *
     * @param out takes the last words; by default the conversation is finished
     */
    default void inputEnded(Outbox<O> out) {
        out.finish();
    }

    /**
     * Is told that the peer sent bytes that are no message. Nothing more is heard, and the conversation ends: if this
     * method does not end it, it is finished afterwards.
     *
     * @param problem what was wrong with the bytes
     * @param out takes the last words; by default there are none
     */
    default void rejected(ProtocolException problem, Outbox<O> out) {
        out.finish();
    }

    /**
     * Is told that the peer was silent, or a message incomplete, for too long. The conversation ends: if this method
     * does not end it, it is finished afterwards.
     *
     * @param out takes the last words; by default there are none
     */
    default void timedOut(Outbox<O> out) {
        out.finish();
    }

    /**
     * Is told that the server of this conversation has been stopped, once all that was said has left. Nothing more is
     * heard, and the conversation ends: if this method does not end it, it is finished afterwards. It is not called where
     * the conversation has ended by then, or the time that the server has for its replies is over.
     *
     * @param out takes the last words; by default there are none
     */
    default void stopped(Outbox<O> out) {
        out.finish();
    }

    /** Is told, last of all and once, that the conversation is over, however it ended. */
    default void closed() {}

    /**
     * Tells when this session wants to hear its peer. It is asked again after everything that it is told.
     *
     * @return by default {@link ReadPolicy#UNLESS_BEHIND}
     */
    default ReadPolicy readPolicy() {
        return ReadPolicy.UNLESS_BEHIND;
    }

    /**
     * Tells how much memory this session holds for its peer beside what it has sent: the rest of a long answer, say. A
     * server bounds it together with the bytes that are unsent. It is asked again after everything that it is told.
     *
     * @return the number of bytes, by default 0
     */
    default long heldBytes() {
        return 0;
    }
}
