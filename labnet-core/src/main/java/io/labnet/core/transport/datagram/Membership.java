// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The membership of a group: a port that receives what is sent to the group. To close it is to leave the group.
 */
public interface Membership extends DatagramPort {
    /**
     * Tells which group this is.
     *
     * @return its address and its port, which is not 0
     */
    Endpoint group();

    /**
     * Tells where others reach this member and all others.
     *
     * @return the group
     */
    @Override
    default Endpoint endpoint() {
        return group();
    }

    /**
     * Sends a datagram to all members.
     *
     * @param datagram its bytes, possibly none; all are sent, and the position moves to the limit
     * @throws IllegalArgumentException if it has more than {@link DatagramTransport#MAX_BYTES}
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for room; it stays interrupted
     * @throws IOException if the group was left, or the network can't take the datagram
     */
    default void send(ByteBuffer datagram) throws IOException {
        send(datagram, group());
    }
}
