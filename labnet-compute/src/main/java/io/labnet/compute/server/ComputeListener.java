// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.RequestWord;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import java.io.PrintStream;

/** A listener for the events of a compute service. */
public interface ComputeListener extends ServiceListener {
    /** Ignores all events. */
    ComputeListener SILENT = new ComputeListener() {};

    /**
     * Returns a listener that prints the documented lines and flushes each. Before a line about another client than in
     * the previous line, the listener prints the new client's address on a separate line. It limits the number of lines
     * about each address.
     *
     * @param out receives the lines
     * @return the listener
     */
    static ComputeListener printing(PrintStream out) {
        return new PrintingComputeListener(out);
    }

    /**
     * A client has sent its name.
     *
     * @param peer the client
     * @param name its name
     */
    default void named(Peer peer, ClientName name) {}

    /**
     * A client has sent the word of a request. The argument follows.
     *
     * @param peer the client
     * @param word the word that begins the request
     */
    default void requested(Peer peer, RequestWord word) {}

    /**
     * A client has sent the number of a request.
     *
     * @param peer the client
     * @param word the word that begins the request
     * @param n the number
     */
    default void numberAsked(Peer peer, RequestWord word, int n) {}

    /**
     * The words of a text have been counted.
     *
     * @param peer the client that sent it
     * @param beginning the first characters of the text, 100 at most
     * @param words how many words it has
     */
    default void wordsCounted(Peer peer, String beginning, long words) {}

    /**
     * A request is refused, and the reason is sent to the client.
     *
     * @param peer the client
     * @param reason the reason
     */
    default void refused(Peer peer, String reason) {}
}
