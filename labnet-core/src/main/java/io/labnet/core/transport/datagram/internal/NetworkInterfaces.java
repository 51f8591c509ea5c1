// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds network interfaces. */
public final class NetworkInterfaces {
    /** The discard port. The number does not matter, because nothing is sent to this port. */
    private static final int ANY_PORT = 9;

    private NetworkInterfaces() {}

    /** Returns the interface with a name or an address, without using the DNS. */
    public static NetworkInterface named(String name) throws SocketException {
        List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
        return all.stream()
                .filter(candidate -> candidate.getName().equals(name) || hasAddress(candidate, name))
                .findFirst()
                .orElseThrow(() -> new SocketException("there is no network interface " + name + "; there are "
                        + all.stream().map(NetworkInterface::getName).sorted().collect(Collectors.joining(", "))));
    }

    /** Returns the interface by which the system routes to a group, or {@link #withoutRoute} if there is no route. */
    public static NetworkInterface towards(InetAddress group) throws IOException {
        NetworkInterface found = routed(group);
        return found == null ? withoutRoute() : found;
    }

    /**
     * Returns the interface to use if the system has no route to the group, for example because it has no default
     * route: an interface that supports multicast to other machines or, if there is none, the loopback interface.
     */
    static NetworkInterface withoutRoute() throws SocketException {
        NetworkInterface best = null;
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (isUsable(each) && (best == null || order(each) < order(best))) {
                best = each;
            }
        }
        if (best == null) {
            throw new SocketException("no network interface is up, has an IPv4 address and supports multicast");
        }
        return best;
    }

    private static @Nullable NetworkInterface routed(InetAddress address) {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            // Connecting a datagram socket sends nothing. It only looks up the route.
            channel.connect(new InetSocketAddress(address, ANY_PORT));
            return NetworkInterface.getByInetAddress(((InetSocketAddress) channel.getLocalAddress()).getAddress());
        } catch (IOException noWay) {
            return null;
        }
    }

    private static boolean isUsable(NetworkInterface candidate) throws SocketException {
        return candidate.inetAddresses().anyMatch(Inet4Address.class::isInstance)
                && candidate.isUp()
                && (candidate.supportsMulticast() || candidate.isLoopback());
    }

    /**
     * Returns the sort key: first ordinary interfaces in the system's order, then tunnels, then the loopback interface.
     */
    private static long order(NetworkInterface candidate) throws SocketException {
        long kind = candidate.isLoopback() ? 2 : candidate.isPointToPoint() ? 1 : 0;
        return (kind << Integer.SIZE) + candidate.getIndex();
    }

    private static boolean hasAddress(NetworkInterface candidate, String text) {
        return candidate.inetAddresses().anyMatch(address -> address.getHostAddress()
                .equals(text));
    }
}
