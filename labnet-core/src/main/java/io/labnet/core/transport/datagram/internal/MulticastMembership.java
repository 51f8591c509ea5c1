// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.fault.DatagramFaults;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;

/** A socket that is a member of a multicast group. */
public final class MulticastMembership extends UdpPort implements Membership {
    private final NetworkInterface networkInterface;

    /** Takes over a channel that has joined the group. Closes the channel if the constructor fails. */
    public MulticastMembership(
            String host, DatagramChannel channel, NetworkInterface networkInterface, DatagramFaults faults)
            throws IOException {
        super(host, channel, faults);
        this.networkInterface = networkInterface;
    }

    @Override
    public Endpoint group() {
        return endpoint();
    }

    @Override
    SocketException closed() {
        return DatagramChecks.left(group());
    }

    @Override
    public String toString() {
        return group() + " on " + networkInterface.getName();
    }
}
