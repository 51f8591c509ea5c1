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
    /** Discard; nothing is sent to it. */
    private static final int ANY_PORT = 9;

    private NetworkInterfaces() {}

    /** The interface with a name or an address. Never asks the DNS. */
    public static NetworkInterface named(String name) throws SocketException {
        List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
        return all.stream()
                .filter(candidate -> candidate.getName().equals(name) || hasAddress(candidate, name))
                .findFirst()
                .orElseThrow(() -> new SocketException("there is no network interface " + name + "; there are "
                        + all.stream().map(NetworkInterface::getName).sorted().collect(Collectors.joining(", "))));
    }

    /** The interface by which the system reaches a group, or else the one that reaches others, if there is any. */
    public static NetworkInterface towards(InetAddress group) throws IOException {
        NetworkInterface found = routed(group);
        return found == null ? withoutRoute() : found;
    }

    /**
     * The interface for groups to which the system knows no way, as a machine without a default route: one that carries
     * multicast to others, and else the loopback interface.
     */
    static NetworkInterface withoutRoute() throws SocketException {
        NetworkInterface best = null;
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (isAble(each) && (best == null || order(each) < order(best))) {
                best = each;
            }
        }
        if (best == null) {
            throw new SocketException("no network interface is up, has an IPv4 address and carries multicast");
        }
        return best;
    }

    private static @Nullable NetworkInterface routed(InetAddress address) {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            // Connecting sends nothing: it only looks up the way.
            channel.connect(new InetSocketAddress(address, ANY_PORT));
            return NetworkInterface.getByInetAddress(((InetSocketAddress) channel.getLocalAddress()).getAddress());
        } catch (IOException noWay) {
            return null;
        }
    }

    private static boolean isAble(NetworkInterface candidate) throws SocketException {
        return candidate.inetAddresses().anyMatch(Inet4Address.class::isInstance)
                && candidate.isUp()
                && (candidate.supportsMulticast() || candidate.isLoopback());
    }

    /** The loopback interface comes last, tunnels before it, and otherwise the order is that of the system. */
    private static long order(NetworkInterface candidate) throws SocketException {
        long kind = candidate.isLoopback() ? 2 : candidate.isPointToPoint() ? 1 : 0;
        return (kind << Integer.SIZE) + candidate.getIndex();
    }

    private static boolean hasAddress(NetworkInterface candidate, String text) {
        return candidate.inetAddresses().anyMatch(address -> address.getHostAddress()
                .equals(text));
    }
}
