// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;

/**
 * Is told what a numbers server does, to show it. Its methods are called by several threads at once and do not block.
 * By default they do nothing.
 */
public interface NumberListener {
    /** Shows nothing. */
    NumberListener QUIET = new NumberListener() {};

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

    /**
     * Is told that a request has come.
     *
     * @param peer the client
     */
    default void messageReceived(Peer peer) {}

    /**
     * Is told what is answered to it.
     *
     * @param peer the client
     * @param request the request
     * @param reply the reply, which leaves now
     */
    default void replied(Peer peer, NumberRequest request, NumberReply reply) {}

    /**
     * Is told of a number that is not answered.
     *
     * @param peer the client
     * @param number the number
     * @param terminating whether it ends the server
     */
    default void outOfRange(Peer peer, long number, boolean terminating) {}

    /**
     * Is told that a client sent no request.
     *
     * @param peer the client
     * @param problem what it sent
     */
    default void rejected(Peer peer, ProtocolException problem) {}

    /**
     * Is told that a conversation is over.
     *
     * @param peer the client
     */
    default void connectionClosed(Peer peer) {}

    /** Is told that the server has stopped. */
    default void stopped() {}
}
