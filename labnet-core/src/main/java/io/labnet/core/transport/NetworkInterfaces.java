// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.io.IOException;
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
final class NetworkInterfaces {
    /** Discard; nothing is sent to it. */
    private static final int ANY_PORT = 9;

    private NetworkInterfaces() {}

    /** The interface with a name or an address. Never asks the DNS. */
    static NetworkInterface named(String name) throws SocketException {
        List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
        return all.stream()
                .filter(candidate -> candidate.getName().equals(name) || hasAddress(candidate, name))
                .findFirst()
                .orElseThrow(() -> new SocketException("there is no network interface " + name + "; there are "
                        + all.stream().map(NetworkInterface::getName).sorted().collect(Collectors.joining(", "))));
    }

    /** The interface by which the system reaches an address, or else the loopback interface. */
    static NetworkInterface towards(InetAddress address) throws IOException {
        NetworkInterface found = routed(address);
        if (found != null) {
            return found;
        }
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        if (loopback == null) {
            throw new SocketException("there is no network interface for " + address.getHostAddress());
        }
        return loopback;
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

    private static boolean hasAddress(NetworkInterface candidate, String text) {
        return candidate.inetAddresses().anyMatch(address -> address.getHostAddress()
                .equals(text));
    }
}
