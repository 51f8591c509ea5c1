// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.session.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens on a server, to show it. Its methods are called by the threads that drive conversations, those of
 * different ones mixed; they do not block. By default they do nothing.
 */
public interface XorListener {
    /** Is told nothing that it would pass on. */
    XorListener SILENT = new XorListener() {};

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
}
