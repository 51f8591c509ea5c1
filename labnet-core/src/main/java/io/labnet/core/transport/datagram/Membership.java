// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The membership in a group: a port that receives the datagrams sent to the group. Closing it leaves the group. */
public interface Membership extends DatagramPort {
    /**
     * Returns the group.
     *
     * @return the address of the group, and the actual port if port 0 was requested
     */
    Endpoint group();

    /**
     * Returns the address of the group: a datagram sent to this address reaches all members.
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
     * @param datagram the bytes, possibly none; the position moves to the limit
     * @throws IllegalArgumentException if the datagram has more than {@link DatagramTransport#MAX_BYTES}
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for space; the thread stays
     *     interrupted
     * @throws IOException if the group was left, or the network rejects the datagram
     */
    default void send(ByteBuffer datagram) throws IOException {
        send(datagram, group());
    }
}
