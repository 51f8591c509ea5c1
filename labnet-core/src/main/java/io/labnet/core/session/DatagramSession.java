// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;

/**
 * One side of a datagram protocol: a state machine that receives messages with their senders and sends through a
 * {@link DatagramOutbox}. A session does no I/O, never blocks, and has no clock except the timers of its outbox. One
 * session serves all peers and is called by one thread at a time.
 *
 * <p>Messages may be lost, duplicated or reordered, and a sender's address can be forged: bound the state that a
 * session keeps for unverified peers.
 *
 * @param <I> the type of messages that the session receives
 * @param <O> the type of messages that the session sends
 */
@FunctionalInterface
public interface DatagramSession<I, O> {
    /**
     * Receives a message.
     *
     * @param message the message
     * @param from the sender, to whom a reply goes
     * @param out sends messages; valid only during this call, as in every method of this interface
     */
    void received(I message, Peer from, DatagramOutbox<O> out);

    /**
     * Called first, when messages can be sent and received.
     *
     * @param out sends messages
     */
    default void opened(DatagramOutbox<O> out) {}

    /**
     * Called when a datagram is not a valid message. Other datagrams, even of the same peer, are not affected. By
     * default, the datagram is ignored; a server's listener is notified in any case.
     *
     * @param problem what was wrong with the datagram
     * @param from the sender
     * @param out sends messages
     */
    default void rejected(ProtocolException problem, Peer from, DatagramOutbox<O> out) {}

    /**
     * Called when the socket is about to be closed: the last chance to send messages.
     *
     * @param out sends messages
     */
    default void stopped(DatagramOutbox<O> out) {}

    /** Called last, when the socket is closed. Pending timers do not run any more. */
    default void closed() {}
}
