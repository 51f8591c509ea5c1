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
import io.labnet.core.transport.fault.DatagramFaults;
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
 * Datagrams over UDP: unicast with IPv4 and IPv6, and groups with IPv4 multicast. Immutable: each {@code with} method
 * returns a changed copy; the settings, except faults, affect only groups.
 *
 * <p>A server bound to a wildcard address ({@code 0.0.0.0} or {@code ::}) replies from the address that the system
 * chooses. On a machine with several addresses, this address may differ from the address that the peer sent to, and the
 * peer may then ignore the reply. On such a machine, bind to the address that peers send to.
 *
 * <p>Several programs on one machine can be members of the same group, because they share the port
 * ({@code SO_REUSEADDR}, and {@code SO_REUSEPORT} where available). Port 0 chooses a port that no socket on this
 * machine uses; another program can get the same port only by binding to it at the same moment. Group addresses are
 * those in 224.0.0.0/4 (RFC 5771); the ones in 239.0.0.0/8 are free for local use (RFC 2365).
 */
public final class UdpTransport implements DatagramTransport {
    private static final int MAX_TTL = 255;

    private final Optional<String> networkInterface;
    private final int ttl;
    private final boolean loopback;
    private final DatagramFaults faults;

    /**
     * Creates a transport with a TTL of 1 and with loopback. For groups, the transport uses the network interface
     * through which the system would send to the group. Without such a route, it uses an interface that is up, has an
     * IPv4 address and supports multicast; the loopback interface is the last choice.
     */
    public UdpTransport() {
        this(Optional.empty(), 1, true, DatagramFaults.none());
    }

    private UdpTransport(Optional<String> networkInterface, int ttl, boolean loopback, DatagramFaults faults) {
        this.networkInterface = networkInterface;
        this.ttl = ttl;
        this.loopback = loopback;
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * Sets the network interface.
     *
     * @param networkInterface the name of the interface, such as {@code eth0} or {@code lo}, or one of its IPv4
     *     addresses, such as {@code 127.0.0.1}. It is looked up when a group is joined; an interface without an address
     *     is not found
     * @return the changed transport
     */
    public UdpTransport withInterface(String networkInterface) {
        return new UdpTransport(Optional.of(networkInterface), ttl, loopback, faults);
    }

    /**
     * Sets the time to live (TTL), which limits how many networks a datagram crosses.
     *
     * @param ttl the time to live, 0 to 255; 0 keeps datagrams on this machine, 1 in the local network
     * @return the changed transport
     * @throws IllegalArgumentException if it is out of range
     */
    public UdpTransport withTtl(int ttl) {
        if (ttl < 0 || ttl > MAX_TTL) {
            throw new IllegalArgumentException("ttl " + ttl + " is not within 0 to " + MAX_TTL);
        }
        return new UdpTransport(networkInterface, ttl, loopback, faults);
    }

    /**
     * Sets whether a datagram that is sent to a group from this machine also reaches the group's members on this
     * machine, including the sender. On Windows, the receiving transport's setting decides; on other systems, the
     * sending transport's setting decides. On the loopback interface, the setting has no effect: datagrams always reach
     * all members.
     *
     * @param loopback whether local members receive the datagrams
     * @return the changed transport
     */
    public UdpTransport withLoopback(boolean loopback) {
        return new UdpTransport(networkInterface, ttl, loopback, faults);
    }

    /**
     * Adds faults to the datagrams that this transport sends, for tests. Each port, member and server has the same
     * sequence of faults, one for each datagram. A delayed datagram is sent after later ones, and never if none follow.
     *
     * @param faults the faults
     * @return the changed transport
     */
    public UdpTransport withFaults(DatagramFaults faults) {
        return new UdpTransport(networkInterface, ttl, loopback, faults);
    }

    /**
     * Opens a port, as described at {@link DatagramTransport#bind}.
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
                : new UdpPort(at.host(), UdpChannels.unicast(address, at.port()), faults);
    }

    @Override
    public Membership join(Endpoint group) throws IOException {
        InetAddress address = resolve(Objects.requireNonNull(group, "group"));
        NetworkInterface chosen = interfaceFor(address);
        DatagramChannel channel = UdpChannels.group(address, group.port(), chosen, ttl, loopback);
        return new MulticastMembership(group.host(), channel, chosen, faults);
    }

    /**
     * Starts a server, as described at {@link DatagramTransport#serve(Endpoint, DatagramConversation, ServerListener)}.
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
            return UdpServer.start(at.host(), open(at), conversation, listener, faults);
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
                    group.host() + " is not an IPv4 multicast address, 224.0.0.0 to 239.255.255.255");
        }
        return address;
    }
}
