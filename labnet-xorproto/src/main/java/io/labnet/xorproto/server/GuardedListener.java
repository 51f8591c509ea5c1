// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.Peer;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Keeps what a user's listener throws away from the conversations. Passes on only the events of conversations. */
record GuardedListener(XorListener listener) implements XorListener {
    private static final Logger LOGGER = System.getLogger(XorListener.class.getName());

    @Override
    public void connected(Peer peer) {
        guard(() -> listener.connected(peer));
    }

    @Override
    public void disconnected(Peer peer) {
        guard(() -> listener.disconnected(peer));
    }

    @Override
    public void requested(Peer peer, XorPacket request, String key) {
        guard(() -> listener.requested(peer, request, key));
    }

    @Override
    public void replied(Peer peer, @Nullable XorPacket request, XorResult result) {
        guard(() -> listener.replied(peer, request, result));
    }

    @Override
    public void lost(Peer peer, XorPacket request, int score) {
        guard(() -> listener.lost(peer, request, score));
    }

    @Override
    public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
        guard(() -> listener.notStored(peer, request, score, cause));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            // Errors as well, as with the listeners of servers: the client is owed its result.
            LOGGER.log(Level.WARNING, "a listener failed", t);
        }
    }
}
