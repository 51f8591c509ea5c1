// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A listener for the events of an XOR service. If it throws an exception during a conversation, the exception is
 * logged, and does not affect the client.
 */
public interface XorListener extends ServiceListener {
    /** Ignores all events, and does not log scores that are not stored. */
    XorListener SILENT = new XorListener() {};

    /**
     * Ignores all events, but logs scores that could not be stored: as a warning of one line, and with the stack trace
     * at level DEBUG.
     */
    XorListener FAILURES_ONLY = new XorListener() {
        @Override
        public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
            XorLog.failed(
                    System.Logger.Level.WARNING,
                    peer,
                    "the score " + score + " of " + request.sid() + " is not stored",
                    cause);
        }
    };

    /**
     * {@return a listener that prints a line for each event, and logs the same as {@link #FAILURES_ONLY}} It limits the
     * number of lines about each address.
     *
     * @param out receives the lines; each is flushed immediately
     */
    static XorListener printing(PrintStream out) {
        return new PrintingXorListener(out);
    }

    /**
     * The text to send has been read or generated. The serving program calls this before the server listens.
     *
     * @param text the text
     */
    default void loaded(XorText text) {}

    /**
     * A client has sent a valid request; the server sends the text next.
     *
     * @param peer the client
     * @param request the request
     * @param key the chosen key
     */
    default void requested(Peer peer, XorPacket request, String key) {}

    /**
     * The server sends a client its result. The score of a submission has already been stored, unless that failed.
     *
     * @param peer the client
     * @param request its request, {@code null} if it sent no valid one
     * @param result the result
     */
    default void replied(Peer peer, @Nullable XorPacket request, XorResult result) {}

    /**
     * A client has disconnected before its result was sent, or did not read the result before the timeout. If the
     * client submits, the server stores the points that the client has reached.
     *
     * @param peer the client
     * @param request its request, a valid one
     * @param score its score, 10 to 50
     */
    default void clientLost(Peer peer, XorPacket request, int score) {}

    /**
     * A score is not stored. If the client has disconnected, the thread that tried to store the score calls this
     * method, possibly after {@link #disconnected}.
     *
     * @param peer the client
     * @param request its request
     * @param score its score, 10 to 50
     * @param cause a {@link ScoreRefusedException} with the message to the client and, as its cause, the register's
     *     exception; or a {@link java.util.concurrent.RejectedExecutionException} if no thread was available
     */
    default void notStored(Peer peer, XorPacket request, int score, Throwable cause) {}
}
