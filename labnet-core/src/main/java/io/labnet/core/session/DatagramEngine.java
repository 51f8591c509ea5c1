// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.nio.ByteBuffer;

/**
 * The thread, clock and socket of a {@link DatagramConversation}. A transport has one engine for each socket; a test
 * can implement this interface with a list of datagrams and a number for the time.
 */
public interface DatagramEngine extends Engine {
    /**
     * Sends a datagram, or drops it if it can't be sent now. This method must not call a conversation: if a reply
     * arrives immediately, the engine delivers it after the session's method has returned.
     *
     * @param datagram the bytes of the datagram, possibly none, at most {@link DatagramConversation#MAX_BYTES}; valid
     *     during this call
     * @param to the recipient
     * @throws IllegalArgumentException if the transport can't send to this address
     */
    void transmit(ByteBuffer datagram, Peer to);
}
