// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.session.Peer;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Opens bound, non-blocking channels. */
public final class UdpChannels {
    /**
     * The receive buffer size: enough for a burst from many peers while the reading thread is busy. The system may
     * allow less.
     */
    private static final int RECEIVE_BYTES = 1 << 20;

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    /** Held while a free port is probed and bound, so that two threads of this process do not choose the same port. */
    private static final ReentrantLock FREE_PORT = new ReentrantLock();

    private UdpChannels() {}

    /** Opens a channel that is bound to an address of this machine. No other socket shares its port. */
    public static DatagramChannel unicast(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            channel.configureBlocking(false);
            return channel;
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the port bound as long as the process lives.
            channel.close();
            throw t;
        }
    }

    /** Opens a channel that is a member of a group and shares its port with the other members on this machine. */
    public static DatagramChannel group(
            InetAddress group, int port, NetworkInterface networkInterface, int ttl, boolean loopback)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, loopback);
            if (port == 0) {
                bindToFreePort(channel, group);
            } else {
                bind(channel, new InetSocketAddress(group, port));
            }
            channel.join(group, networkInterface);
            channel.configureBlocking(false);
            return channel;
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the port bound as long as the process lives.
            channel.close();
            throw t;
        }
    }

    public static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Returns whether a host is an IPv4 multicast address, 224.0.0.0 to 239.255.255.255, without using the DNS. */
    public static boolean isGroup(String host) {
        return IPV4.matcher(host).matches() && host.matches("2(2[4-9]|3\\d)\\..*");
    }

    static Peer peer(InetSocketAddress address) {
        return new Peer(address.getAddress().getHostAddress(), address.getPort());
    }

    /** Returns the address of a peer without using the DNS, because a loop calls this and must not block. */
    static InetSocketAddress address(Peer peer) {
        String host = peer.host();
        try {
            if (host.indexOf(':') >= 0 || IPV4.matcher(host).matches()) {
                return new InetSocketAddress(InetAddress.getByName(host), peer.port());
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(hasScope(host) ? unknownScope(host) : notAnAddress(host), e);
        }
        throw new IllegalArgumentException(notAnAddress(host));
    }

    /** Returns whether a host is an IPv6 address with a scope: the name or number of a network interface. */
    private static boolean hasScope(String host) {
        int scope = host.indexOf('%');
        try {
            return scope > 0 && InetAddress.getByName("[" + host.substring(0, scope) + "]") instanceof Inet6Address;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String unknownScope(String host) {
        return "'" + host + "' has a scope that is not on this machine: no network interface "
                + host.substring(host.indexOf('%') + 1) + " has an address of this kind";
    }

    private static String notAnAddress(String host) {
        return "'" + host + "' is not an IP address, and the host of a peer is never looked up";
    }

    /**
     * Binds to a free port. The channel has SO_REUSEPORT, so the system might choose a port that another socket already
     * shares. Therefore, a second socket without SO_REUSEPORT first finds a port that no socket uses.
     */
    private static void bindToFreePort(DatagramChannel channel, InetAddress address) throws IOException {
        FREE_PORT.lock();
        try {
            bind(channel, new InetSocketAddress(address, freePort()));
        } finally {
            FREE_PORT.unlock();
        }
    }

    private static int freePort() throws IOException {
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET)) {
            probe.bind(new InetSocketAddress(0));
            return port(probe);
        }
    }

    /**
     * Binds to the address of the group, so that the socket receives no datagrams for other groups or for the addresses
     * of this machine.
     */
    private static void bind(DatagramChannel channel, InetSocketAddress group) throws IOException {
        try {
            channel.bind(group);
        } catch (BindException e) {
            // Some systems can't bind to a group address, so this binds to the port alone. If the port is in use, that
            // fails again.
            channel.bind(new InetSocketAddress(group.getPort()));
        }
    }
}
