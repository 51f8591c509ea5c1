// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.checksum.InternetChecksum;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpPacketsTest {
    private static final InetSocketAddress V4 = new InetSocketAddress("192.0.2.1", 40_000);
    private static final InetSocketAddress V6 = new InetSocketAddress("2001:db8::1", 4000);

    /** Returns the checksum over a pseudo-header and the segment, which is 0 if the segment's checksum is right. */
    private static int check(byte[] packet, int addressesAt, int headerLength, int protocol) {
        byte[] addresses = Arrays.copyOfRange(packet, addressesAt, headerLength);
        int length = packet.length - headerLength;
        return new InternetChecksum()
                .update(addresses)
                .update(ByteBuffer.allocate(4)
                        .putShort((short) protocol)
                        .putShort((short) length)
                        .flip())
                .update(packet, headerLength, length)
                .value();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 64_999, IpPackets.MAX_PAYLOAD})
    void tcp_hasRightLengthsAndChecksums(int length) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 0xa5);
        byte[] packet = IpPackets.tcp(V4, V4, 1, 2, IpPackets.ACK, payload);
        assertThat(packet).hasSize(40 + length).endsWith(payload);
        assertThat(Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(2))).isEqualTo(packet.length);
        assertThat(InternetChecksum.of(packet, 0, 20)).isZero();
        assertThat(check(packet, 12, 20, 6)).isZero();
    }

    @Test
    void udp_hasRightLengthsAndChecksums() {
        byte[] packet = IpPackets.udp(V4, V4, new byte[] {1, 2, 3});
        assertThat(packet).hasSize(31);
        assertThat(check(packet, 12, 20, 17)).isZero();
    }

    @Test
    void mixedAddresses_areWrittenAsIpv6() {
        byte[] packet = IpPackets.tcp(V4, V6, 1, 2, IpPackets.SYN, new byte[0]);
        assertThat(packet).hasSize(60);
        assertThat(Arrays.copyOfRange(packet, 18, 24)).containsExactly(0xff, 0xff, 192, 0, 2, 1);
        assertThat(check(packet, 8, 40, 6)).isZero();
    }

    @Test
    void address_isInventedForAnythingButALiteral() {
        assertThat(IpPackets.address("/tmp/socket", 0, 1024)).asString().endsWith("/127.0.0.1:1024");
        assertThat(IpPackets.address("localhost.example", 80, 7)).asString().endsWith("/127.0.0.1:7");
        assertThat(IpPackets.address("192.0.2.1", 80, 7)).asString().endsWith("/192.0.2.1:80");
        assertThat(IpPackets.address("::1", 80, 7)).asString().endsWith("[0:0:0:0:0:0:0:1]:80");
    }
}
