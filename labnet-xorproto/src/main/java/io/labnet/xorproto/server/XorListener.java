// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.Peer;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens on a server, to show it. Its methods are called by the threads that drive conversations, those of
 * different ones mixed; they do not block. What they throw is logged, and changes nothing for the clients. By default they do nothing but log a score that is not stored.
 */
public interface XorListener {
    /** Ignores all events, but logs scores that could not be stored. */
    XorListener FAILURES_ONLY = new XorListener() {};

    /**
     * Is told that a client has sent a valid request, and that it is sent the text.
     *
     * @param peer the client
     * @param request the request
     * @param key the key that was picked
     */
    default void began(Peer peer, XorPacket request, String key) {}

    /**
     * Is told that a client is being told its result; its score has been stored, if that could be done.
     *
     * @param peer the client
     * @param request its request, {@code null} if it sent no valid one
     * @param result the result
     */
    default void concluded(Peer peer, @Nullable XorPacket request, XorResult result) {}

    /**
     * Is told, instead of its result, that a client is gone: it reset the connection, or took nothing for so long that it
     * was given up. If it submits, its score so far is stored now.
     *
     * @param peer the client
     * @param request its request, a valid one
     * @param score its score, 10 to 50
     */
    default void lost(Peer peer, XorPacket request, int score) {}

    /**
     * Is told that a score is not stored. For a client that is gone, it is called by the thread that tried. By default it is
     * logged as a warning of one line, and with its trace where debug messages are logged.
     *
     * @param peer the client
     * @param request its request
     * @param score its score, 10 to 50
     * @param cause a {@link ScoreRefusedException} with what the client is told and, as its cause, what the register threw;
     *     or a {@link java.util.concurrent.RejectedExecutionException} when it was not asked because there are too few
     *     threads
     */
    default void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
        XorLog.failed(
                System.Logger.Level.WARNING,
                peer,
                "the score " + score + " of " + request.sid() + " is not stored",
                cause);
    }
}
