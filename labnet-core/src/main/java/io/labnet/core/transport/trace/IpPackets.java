// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.checksum.InternetChecksum;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Builds the packets of a capture: TCP segments (RFC 9293) and UDP datagrams (RFC 768) in IPv4 (RFC 791) or IPv6 (RFC
 * 8200), with right checksums. If one of the two addresses is an IPv6 address, both are written as such.
 */
final class IpPackets {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    /** The most payload bytes of a packet: with all headers, an IPv4 packet has at most 65,535 bytes. */
    static final int MAX_PAYLOAD = 65_000;

    private static final byte TCP = 6;
    private static final byte UDP = 17;
    private static final byte TIME_TO_LIVE = 64;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final short MAX_WINDOW = (short) 0xffff;

    private IpPackets() {}

    static byte[] tcp(InetSocketAddress from, InetSocketAddress to, int sequence, int next, int flags, byte[] payload) {
        ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + payload.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putInt(sequence)
                .putInt((flags & ACK) == 0 ? 0 : next)
                .put((byte) ((TCP_HEADER / 4) << 4))
                .put((byte) flags)
                .putShort(MAX_WINDOW)
                .putInt(0)
                .put(payload);
        return packet(from, to, TCP, segment.array(), 16);
    }

    static byte[] udp(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + payload.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) (UDP_HEADER + payload.length))
                .putShort((short) 0)
                .put(payload);
        return packet(from, to, UDP, datagram.array(), 6);
    }

    private static byte[] packet(
            InetSocketAddress from, InetSocketAddress to, byte protocol, byte[] segment, int checksumAt) {
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        boolean ipv4 = source.length == target.length && from.getAddress() instanceof Inet4Address;
        if (!ipv4) {
            source = ipv6(source);
            target = ipv6(target);
        }
        // RFC 9293 section 3.1 and RFC 8200 section 8.1: the sum of a pseudo-header gives the same result for both
        // versions of IP, since the fields differ only in zeros.
        ByteBuffer summed = ByteBuffer.allocate(2 * source.length + 4 + segment.length)
                .put(source)
                .put(target)
                .putShort(protocol)
                .putShort((short) segment.length)
                .put(segment);
        int checksum = InternetChecksum.of(summed.array());
        ByteBuffer.wrap(segment).putShort(checksumAt, (short) (checksum == 0 && protocol == UDP ? 0xffff : checksum));
        return ipv4 ? ipv4(source, target, protocol, segment) : ipv6(source, target, protocol, segment);
    }

    private static byte[] ipv4(byte[] source, byte[] target, byte protocol, byte[] segment) {
        byte[] header = ByteBuffer.allocate(IPV4_HEADER)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER + segment.length))
                .putInt(0x4000)
                .put(TIME_TO_LIVE)
                .put(protocol)
                .putShort((short) 0)
                .put(source)
                .put(target)
                .array();
        ByteBuffer.wrap(header).putShort(10, (short) InternetChecksum.of(header));
        return ByteBuffer.allocate(IPV4_HEADER + segment.length)
                .put(header)
                .put(segment)
                .array();
    }

    private static byte[] ipv6(byte[] source, byte[] target, byte protocol, byte[] segment) {
        return ByteBuffer.allocate(IPV6_HEADER + segment.length)
                .putInt(0x60000000)
                .putShort((short) segment.length)
                .put(protocol)
                .put(TIME_TO_LIVE)
                .put(source)
                .put(target)
                .put(segment)
                .array();
    }

    /** Returns an IPv4 address as an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2). */
    private static byte[] ipv6(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        return ByteBuffer.allocate(16)
                .position(10)
                .putShort((short) 0xffff)
                .put(address)
                .array();
    }

    /** Returns an address literal with a port, or an invented address if the host is none. */
    static InetSocketAddress address(String host, int port, int invented) {
        // Only literals: a name must not be looked up.
        boolean literal = host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%a-z]*");
        try {
            if (literal && port > 0) {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            }
        } catch (UnknownHostException e) {
            // Not an address after all: an invented one follows.
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), invented);
    }
}
