// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;

/**
 * One side of a protocol of datagrams: a state machine that is told which messages arrived, and from whom, and sends
 * through a {@link DatagramOutbox}. It does no input or output, never blocks, and has no clock but the timers of its
 * outbox. One session talks with all peers, and is called by one thread at a time.
 *
 * <p>Messages may be lost, duplicated and reordered on their way, and the address of a sender can be forged: a session
 * keeps a bounded amount of state for peers that have proved nothing.
 *
 * @param <I> the messages that it receives
 * @param <O> the messages that it sends
 */
@FunctionalInterface
public interface DatagramSession<I, O> {
    /**
     * Receives a message.
     *
     * @param message the message
     * @param from who sent it, and where an answer goes
     * @param out sends messages; valid during this call only, as in every method of this interface
     */
    void received(I message, Peer from, DatagramOutbox<O> out);

    /**
     * Is told, first of all, that messages can be sent and received from now on.
     *
     * @param out sends messages
     */
    default void opened(DatagramOutbox<O> out) {}

    /**
     * Is told that a datagram arrived which is no message. It concerns no other datagram, not even of the same peer. By
     * default it is ignored; a server's listener is told of it in any case.
     *
     * @param problem what was wrong with it
     * @param from who sent it
     * @param out sends messages
     */
    default void rejected(ProtocolException problem, Peer from, DatagramOutbox<O> out) {}

    /**
     * Is told that the socket is about to be closed: the last time that messages can be sent.
     *
     * @param out sends messages
     */
    default void stopped(DatagramOutbox<O> out) {}

    /** Is told, last of all, that the socket is closed. Timers that have not come due never do. */
    default void closed() {}
}
