// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.transport.internal.udp.MulticastMembership;
import io.labnet.core.transport.internal.udp.NetworkInterfaces;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * Datagrams over IPv4 multicast. Several programs on one machine can be in the same group, because the port is shared
 * ({@code SO_REUSEADDR}, and {@code SO_REUSEPORT} where there is one). Port 0 takes one that no socket has when it is
 * looked for, and no other member in this process, whichever its group: only a program that binds to it at the very same
 * moment can share it. Immutable: each {@code with} method returns a changed transport.
 *
 * <p>Groups are addresses in 224.0.0.0/4 (RFC 5771); those in 239.0.0.0/8 are for whoever wants one (RFC 2365).
 */
public final class MulticastTransport implements DatagramTransport {
    private static final int MAX_TTL = 255;

    private final Optional<String> networkInterface;
    private final int ttl;
    private final boolean loopback;

    /**
     * Makes a transport on the interface that the system itself would send to the group by. Where it knows none, for
     * want of a default route, that is one that is up, has an IPv4 address and carries multicast, and the loopback
     * interface only where there is no other. With a TTL of 1, and with loopback.
     */
    public MulticastTransport() {
        this(Optional.empty(), 1, true);
    }

    private MulticastTransport(Optional<String> networkInterface, int ttl, boolean loopback) {
        this.networkInterface = networkInterface;
        this.ttl = ttl;
        this.loopback = loopback;
    }

    /**
     * Chooses the network interface.
     *
     * @param networkInterface its name, such as {@code eth0} or {@code lo}, or an IPv4 address of it, such as
     *     {@code 127.0.0.1}; looked up when a group is joined, among those that have an address
     * @return the changed transport
     */
    public MulticastTransport withInterface(String networkInterface) {
        return new MulticastTransport(Optional.of(networkInterface), ttl, loopback);
    }

    /**
     * Changes how far datagrams go.
     *
     * @param ttl how many networks a datagram may cross, 0 to 255: 0 keeps it on this machine, 1 in this network
     * @return the changed transport
     * @throws IllegalArgumentException if it is out of bounds
     */
    public MulticastTransport withTtl(int ttl) {
        if (ttl < 0 || ttl > MAX_TTL) {
            throw new IllegalArgumentException("ttl " + ttl + " is not within 0 to " + MAX_TTL);
        }
        return new MulticastTransport(networkInterface, ttl, loopback);
    }

    /**
     * Changes whether members on this machine, the sender among them, get what is sent from it. On Windows it is the
     * receiving transport that is asked, elsewhere the sending one. The loopback interface always loops.
     *
     * @param loopback whether they do
     * @return the changed transport
     */
    public MulticastTransport withLoopback(boolean loopback) {
        return new MulticastTransport(networkInterface, ttl, loopback);
    }

    @Override
    public Membership join(Endpoint group) throws IOException {
        InetAddress address = resolve(Objects.requireNonNull(group, "group"));
        NetworkInterface chosen = networkInterface.isPresent()
                ? NetworkInterfaces.named(networkInterface.get())
                : NetworkInterfaces.towards(address);
        return MulticastMembership.join(group, address, chosen, ttl, loopback);
    }

    private static InetAddress resolve(Endpoint group) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(group.host());
        if (!(address instanceof Inet4Address) || !address.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    group.host() + " is no IPv4 multicast address, 224.0.0.0 to 239.255.255.255");
        }
        return address;
    }
}
