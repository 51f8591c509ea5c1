// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;

/**
 * Is told what a numbers server does, to show it. Its methods are called by several threads at once and do not block.
 * By default they do nothing.
 */
public interface NumberConsole {
    /** Shows nothing. */
    NumberConsole QUIET = new NumberConsole() {};

    /**
     * Is told that the server accepts connections.
     *
     * @param name the server's name
     * @param at where it listens
     */
    default void listening(String name, Endpoint at) {}

    /** Is told that a number out of range will end the server, and that this can be chosen otherwise. */
    default void endsOutOfRange() {}

    /**
     * Is told that a conversation has begun.
     *
     * @param peer the client
     */
    default void connectionAccepted(Peer peer) {}

    /** Is told that a request has come. */
    default void messageReceived() {}

    /**
     * Is told what is answered to it.
     *
     * @param request the request
     * @param reply the reply, which leaves now
     */
    default void replied(NumberRequest request, NumberReply reply) {}

    /**
     * Is told of a number that is not answered.
     *
     * @param number the number
     * @param terminating whether it ends the server
     */
    default void outOfRange(long number, boolean terminating) {}

    /**
     * Is told that a client sent no request.
     *
     * @param problem what it sent
     */
    default void rejected(ProtocolException problem) {}

    /** Is told that a conversation is over. */
    default void connectionClosed() {}
}
