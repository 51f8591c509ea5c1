// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.datagram.internal.MulticastMembership;
import io.labnet.core.transport.datagram.internal.NetworkInterfaces;
import io.labnet.core.transport.datagram.internal.UdpChannels;
import io.labnet.core.transport.datagram.internal.UdpPort;
import io.labnet.core.transport.datagram.internal.UdpServer;
import io.labnet.core.transport.internal.engine.NioWarmUp;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.Optional;

/**
 * Datagrams by UDP: unicast over IPv4 and IPv6, and groups by IPv4 multicast. Immutable: each {@code with} method returns
 * a changed transport, and concerns groups only.
 *
 * <p>A server bound to a wildcard address ({@code 0.0.0.0} or {@code ::}) answers from the address that the system
 * chooses. On a machine with several addresses that may be another than a peer has sent to, and the peer may not accept
 * it: bind to the one address that peers send to.
 *
 * <p>Several programs on one machine can be in the same group, because the port is shared
 * ({@code SO_REUSEADDR}, and {@code SO_REUSEPORT} where there is one). Port 0 takes one that no socket has when it is
 * looked for, and no other member in this process, whichever its group: only a program that binds to it at the very same
 * moment can share it. Groups are addresses in 224.0.0.0/4 (RFC 5771); those in 239.0.0.0/8 are for whoever wants one
 * (RFC 2365).
 */
public final class UdpTransport implements DatagramTransport {
    private static final int MAX_TTL = 255;

    private final Optional<String> networkInterface;
    private final int ttl;
    private final boolean loopback;

    /**
     * Makes a transport on the interface that the system itself would send to the group by. Where it knows none, for
     * want of a default route, that is one that is up, has an IPv4 address and carries multicast, and the loopback
     * interface only where there is no other. With a TTL of 1, and with loopback.
     */
    public UdpTransport() {
        this(Optional.empty(), 1, true);
    }

    private UdpTransport(Optional<String> networkInterface, int ttl, boolean loopback) {
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
    public UdpTransport withInterface(String networkInterface) {
        return new UdpTransport(Optional.of(networkInterface), ttl, loopback);
    }

    /**
     * Changes how far datagrams go.
     *
     * @param ttl how many networks a datagram may cross, 0 to 255: 0 keeps it on this machine, 1 in this network
     * @return the changed transport
     * @throws IllegalArgumentException if it is out of bounds
     */
    public UdpTransport withTtl(int ttl) {
        if (ttl < 0 || ttl > MAX_TTL) {
            throw new IllegalArgumentException("ttl " + ttl + " is not within 0 to " + MAX_TTL);
        }
        return new UdpTransport(networkInterface, ttl, loopback);
    }

    /**
     * Changes whether members on this machine, the sender among them, get what is sent from it. On Windows it is the
     * receiving transport that is asked, elsewhere the sending one. The loopback interface always loops.
     *
     * @param loopback whether they do
     * @return the changed transport
     */
    public UdpTransport withLoopback(boolean loopback) {
        return new UdpTransport(networkInterface, ttl, loopback);
    }

    /**
     * Opens a port, as said at {@link DatagramTransport#bind}.
     *
     * @throws IllegalArgumentException if the host is an IPv6 multicast address
     * @throws UnknownHostException if the host is not found
     */
    @Override
    public DatagramPort bind(Endpoint at) throws IOException {
        InetAddress address =
                InetAddress.getByName(Objects.requireNonNull(at, "at").host());
        return address.isMulticastAddress()
                ? join(at)
                : new UdpPort(at.host(), UdpChannels.unicast(address, at.port()));
    }

    @Override
    public Membership join(Endpoint group) throws IOException {
        InetAddress address = resolve(Objects.requireNonNull(group, "group"));
        NetworkInterface chosen = interfaceFor(address);
        DatagramChannel channel = UdpChannels.group(address, group.port(), chosen, ttl, loopback);
        return new MulticastMembership(group.host(), channel, chosen);
    }

    /**
     * Runs a conversation, as said at {@link DatagramTransport#serve(Endpoint, DatagramConversation, ServerListener)}.
     *
     * @throws IllegalArgumentException if the host is an IPv6 multicast address
     * @throws UnknownHostException if the host is not found
     */
    @Override
    public Server serve(Endpoint at, DatagramConversation<?, ?> conversation, ServerListener listener)
            throws IOException {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(listener, "listener");
        conversation.claim();
        try {
            return UdpServer.start(at.host(), open(at), conversation, listener);
        } catch (Throwable t) {
            conversation.release();
            throw t;
        }
    }

    private DatagramChannel open(Endpoint at) throws IOException {
        InetAddress address = InetAddress.getByName(at.host());
        NioWarmUp.run();
        return address.isMulticastAddress()
                ? UdpChannels.group(resolve(at), at.port(), interfaceFor(address), ttl, loopback)
                : UdpChannels.unicast(address, at.port());
    }

    private NetworkInterface interfaceFor(InetAddress group) throws IOException {
        return networkInterface.isPresent()
                ? NetworkInterfaces.named(networkInterface.get())
                : NetworkInterfaces.towards(group);
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
