// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to an XOR service, to show it. What it throws while a conversation goes on is logged, and
 * changes nothing for the client.
 */
public interface XorListener extends ServiceListener {
    /** Does nothing at all, not even log a score that is not stored. */
    XorListener SILENT = new XorListener() {};

    /**
     * Ignores all events, but logs scores that could not be stored: as a warning of one line, and with its trace where
     * debug messages are logged.
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
     * {@return a listener that prints what happens, a line each, and logs what {@link #FAILURES_ONLY} logs} What one
     * address can make it print is bounded.
     *
     * @param out where the lines go; each is flushed at once
     */
    static XorListener printing(PrintStream out) {
        return new PrintingXorListener(out);
    }

    /**
     * The text to send has been read or made. Called by the program that serves, before the server listens.
     *
     * @param text what the clients are sent
     */
    default void loaded(XorText text) {}

    /**
     * A client has sent a valid request, and is sent the text.
     *
     * @param peer the client
     * @param request the request
     * @param key the key that was picked
     */
    default void requested(Peer peer, XorPacket request, String key) {}

    /**
     * A client is being sent its result; its score has been stored, if that could be done.
     *
     * @param peer the client
     * @param request its request, {@code null} if it sent no valid one
     * @param result the result
     */
    default void replied(Peer peer, @Nullable XorPacket request, XorResult result) {}

    /**
     * A client is gone before it was sent its result: it reset the connection, or took nothing for so long that it was
     * given up. If it submits, its score so far is stored now.
     *
     * @param peer the client
     * @param request its request, a valid one
     * @param score its score, 10 to 50
     */
    default void lost(Peer peer, XorPacket request, int score) {}

    /**
     * A score is not stored. If the client is gone, the thread that tried to store it makes this call, possibly after
     * {@link #disconnected}.
     *
     * @param peer the client
     * @param request its request
     * @param score its score, 10 to 50
     * @param cause a {@link ScoreRefusedException} with what the client is told and, as its cause, what the register threw;
     *     or a {@link java.util.concurrent.RejectedExecutionException} when it was not asked because there are too few
     *     threads
     */
    default void notStored(Peer peer, XorPacket request, int score, Throwable cause) {}
}
