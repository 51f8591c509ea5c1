// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.nio.ByteBuffer;

/**
 * What drives a {@link DatagramConversation}: its thread, its clock and its socket. A transport has one for each socket;
 * a test may be one, with a list of datagrams and a number for the time.
 */
public interface DatagramEngine extends Engine {
    /**
     * Sends a datagram, or drops it if it can't be sent now. It calls no conversation: what answers at once does so once
     * the session has returned.
     *
     * @param datagram its bytes, possibly none, at most {@link DatagramConversation#MAX_BYTES}; valid during this call
     * @param to the recipient
     * @throws IllegalArgumentException if the transport has no such address
     */
    void transmit(ByteBuffer datagram, Peer to);
}
