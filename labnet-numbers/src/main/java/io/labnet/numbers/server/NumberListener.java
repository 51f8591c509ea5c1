// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.io.PrintStream;

/** Is told what happens to a numbers service, to show it. */
public interface NumberListener extends ServiceListener {
    /** Does nothing at all. */
    NumberListener SILENT = new NumberListener() {};

    /**
     * Makes a listener that prints the documented lines, such as {@code [DEBUG] [handle_client]: Sending client response},
     * each under the name of the function that the course has for it. What one address can make it print is bounded.
     *
     * @param name the server's name
     * @param out where the lines go
     * @return the listener
     */
    static NumberListener printing(String name, PrintStream out) {
        return new PrintingNumberListener(name, out);
    }

    /**
     * A client has sent a request, whether its number is in range or not.
     *
     * @param peer the client
     * @param request the request
     */
    default void requested(Peer peer, NumberRequest request) {}

    /**
     * A request is answered.
     *
     * @param peer the client
     * @param request the request
     * @param reply the reply, which leaves now
     */
    default void replied(Peer peer, NumberRequest request, NumberReply reply) {}

    /**
     * A request is not answered, because its number is out of range.
     *
     * @param peer the client
     * @param number the number
     * @param terminating whether it ends the server
     */
    default void outOfRange(Peer peer, long number, boolean terminating) {}

    /**
     * What a client sent is no request, or none came in time; the client is told nothing.
     *
     * @param peer the client
     * @param reason what is wrong, what came and what was expected
     */
    default void refused(Peer peer, String reason) {}
}
