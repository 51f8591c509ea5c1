// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.io.PrintStream;

/** Receives the events of a numbers service, for display. */
public interface NumberListener extends ServiceListener {
    /** Ignores all events. */
    NumberListener SILENT = new NumberListener() {};

    /**
     * Returns a listener that prints the documented lines, such as {@code [DEBUG] [handle_client]: Sending client
     * response}, each with the function name that the course documents. The output that one address can cause is
     * bounded.
     *
     * @param name the server's name
     * @param out the stream for the lines
     * @return the listener
     */
    static NumberListener printing(String name, PrintStream out) {
        return new PrintingNumberListener(name, out);
    }

    /**
     * A client has sent a request. Its number may be out of range.
     *
     * @param peer the client
     * @param request the request
     */
    default void requested(Peer peer, NumberRequest request) {}

    /**
     * A reply to a request is about to be sent.
     *
     * @param peer the client
     * @param request the request
     * @param reply the reply
     */
    default void replied(Peer peer, NumberRequest request, NumberReply reply) {}

    /**
     * The number of a request is out of range, so there is no reply.
     *
     * @param peer the client
     * @param number the number
     * @param terminating whether the number ends the server
     */
    default void outOfRange(Peer peer, long number, boolean terminating) {}

    /**
     * A client sent more bytes after its request. The server ignores them.
     *
     * @param peer the client
     * @param reason what is wrong, and what was received
     */
    default void ignored(Peer peer, String reason) {}

    /**
     * A client sent bytes that are not a request, or no complete request in time. The client receives no reply.
     *
     * @param peer the client
     * @param reason the reason, the received bytes and the expected message
     */
    default void refused(Peer peer, String reason) {}
}
