// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.RequestWord;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import java.io.PrintStream;

/** Is told what happens to a compute service, to show it. */
public interface ComputeListener extends ServiceListener {
    /** Does nothing at all. */
    ComputeListener SILENT = new ComputeListener() {};

    /**
     * Makes a listener that prints the documented lines. Each is flushed at once; where the line before was about
     * another client, the client's address stands in front of it on a line of its own. What one address can make it
     * print is bounded.
     *
     * @param out where the lines go
     * @return the listener
     */
    static ComputeListener printing(PrintStream out) {
        return new PrintingComputeListener(out);
    }

    /**
     * A client has said its name.
     *
     * @param peer the client
     * @param name its name
     */
    default void named(Peer peer, ClientName name) {}

    /**
     * A client has sent the word of a request. What it asks about follows.
     *
     * @param peer the client
     * @param word the word that begins its request
     */
    default void requested(Peer peer, RequestWord word) {}

    /**
     * The number of a request has come.
     *
     * @param peer the client
     * @param word what is asked for
     * @param n of what
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
     * A request is refused, and the client is told why.
     *
     * @param peer the client
     * @param reason why
     */
    default void refused(Peer peer, String reason) {}
}
