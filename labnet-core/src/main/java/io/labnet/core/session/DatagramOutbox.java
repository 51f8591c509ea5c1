// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sends the messages of a {@link DatagramSession} and keeps its timers. It may only be used inside the session method or
 * callback that it was passed to, by the same thread: all methods throw an {@link IllegalStateException} elsewhere.
 *
 * @param <O> the messages that can be sent
 */
public interface DatagramOutbox<O> {
    /**
     * Sends a message as one datagram, at once. Nothing is buffered: a datagram that the socket does not take is dropped,
     * and the listener of the server is told. That it was sent does not mean that it arrives.
     *
     * @param message the message
     * @param to the recipient: usually who sent a message, or a group; its host is an address, never looked up in the DNS
     * @throws IllegalArgumentException if the encoded message has more than {@link DatagramConversation#MAX_BYTES}, or
     *     the transport has no such address
     */
    void send(O message, Peer to);

    /**
     * Runs a callback once, after a delay, unless the timer is cancelled before. Like the session it is called by one
     * thread at a time.
     *
     * @param delay how long from now, 0 or longer
     * @param what is passed the outbox, which is valid during that call
     * @return cancels it
     * @throws IllegalArgumentException if the delay is negative
     */
    Timer after(Duration delay, Consumer<? super DatagramOutbox<O>> what);

    /**
     * Runs a callback again and again, until the timer is cancelled.
     *
     * @param period the time before the first call and between two, longer than 0
     * @param what is passed the outbox, which is valid during that call
     * @return cancels it
     * @throws IllegalArgumentException if the period is not positive
     */
    Timer every(Duration period, Consumer<? super DatagramOutbox<O>> what);
}
