// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.io.IOException;

/**
 * How datagrams reach all members of a group. To use another transport is to make another object of this type; nothing
 * else changes.
 *
 * <p>All methods may be called by any thread.
 */
public interface DatagramTransport {
    /** The most bytes that a datagram can have: what the headers of UDP and IPv4 leave of 65,535. */
    int MAX_BYTES = 65_507;

    /**
     * Joins a group. From when this method returns, the new member gets what any member sends, itself included if the
     * transport does not say otherwise. Whoever joins twice is two members.
     *
     * @param group the address and port of the group; port 0 takes one that no group at this address has on this
     *     machine
     * @return the membership; to be closed by the caller, which leaves the group
     * @throws IllegalArgumentException if the transport has no such groups
     * @throws java.net.BindException if the port is taken by a program that does not share it, or none is free
     * @throws IOException if joining fails for another reason, such as a network interface that is not there
     */
    Membership join(Endpoint group) throws IOException;
}
