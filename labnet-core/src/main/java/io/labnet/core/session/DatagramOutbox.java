// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sends the messages of a {@link DatagramSession} and keeps its timers. An outbox may be used only during the call of
 * the session method or timer task to which it was passed, by the same thread; elsewhere all methods throw
 * {@link IllegalStateException}.
 *
 * @param <O> the type of messages to send
 */
public interface DatagramOutbox<O> {
    /**
     * Sends a message as one datagram, without buffering. If the socket does not accept the datagram, it is dropped and
     * the server's listener is notified. A sent datagram may still be lost.
     *
     * @param message the message
     * @param to the recipient: usually the sender of a received message, or a group. The recipient's host is an
     *     address, never looked up in the DNS
     * @throws IllegalArgumentException if the encoded message has more than {@link DatagramConversation#MAX_BYTES}, or
     *     the transport can't send to this address
     */
    void send(O message, Peer to);

    /**
     * Schedules a task to run once, after a delay, on the session's thread.
     *
     * @param delay the delay from now, 0 or longer
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the delay is negative
     */
    Timer after(Duration delay, Consumer<? super DatagramOutbox<O>> what);

    /**
     * Schedules a task to run repeatedly, until it is cancelled.
     *
     * @param period the time before the first run and between runs, longer than 0
     * @param what the task; receives an outbox that is valid during the call
     * @return a handle that cancels the task
     * @throws IllegalArgumentException if the period is not positive
     */
    Timer every(Duration period, Consumer<? super DatagramOutbox<O>> what);
}
