// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ClientName;
import io.labnet.compute.RequestWord;
import io.labnet.core.session.Peer;
import java.io.PrintStream;

/**
 * Is told what a compute server does, to show it. Its methods are called in the order of what happens, those of different
 * conversations mixed; they do not block. By default they do nothing.
 */
public interface ComputeListener {
    /** Shows nothing. */
    ComputeListener QUIET = new ComputeListener() {};

    /**
     * Makes one that prints the documented lines. Each is flushed at once; where the line before was
     * about another client, the client's address stands in front of it on a line of its own. What one address can make it
     * print is bounded.
     *
     * @param out where the lines go
     * @return the console
     */
    static ComputeListener printing(PrintStream out) {
        return new PrintingComputeListener(out);
    }

    /**
     * Is told that the server accepts connections.
     *
     * @param port the port it listens on
     */
    default void listening(int port) {}

    /**
     * Is told the name of a client.
     *
     * @param peer the client
     * @param name its name
     */
    default void named(Peer peer, ClientName name) {}

    /**
     * Is told what a client is about to ask.
     *
     * @param peer the client
     * @param word the word that begins its request
     */
    default void begun(Peer peer, RequestWord word) {}

    /**
     * Is told that a client asks for a number.
     *
     * @param peer the client
     * @param word what is asked for
     * @param n of what
     */
    default void numberAsked(Peer peer, RequestWord word, int n) {}

    /**
     * Is told that the words of a text were counted.
     *
     * @param peer the client that sent it
     * @param beginning the first characters of the text, 100 at most
     * @param words how many words it has
     */
    default void wordsCounted(Peer peer, String beginning, long words) {}

    /**
     * Is told that a request is refused.
     *
     * @param peer the client
     * @param reason why
     */
    default void refused(Peer peer, String reason) {}

    /** Is told that the server has stopped. */
    default void stopped() {}
}
