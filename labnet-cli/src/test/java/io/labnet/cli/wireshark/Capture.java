// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import io.labnet.core.checksum.InternetChecksum;
import io.labnet.core.transport.trace.PcapngFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Packets of IPv4 with made-up times, as a pcapng file. The same packets give the same bytes. */
final class Capture {
    private static final int IP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PcapngFile file;
    private Instant now = Instant.ofEpochSecond(1_700_000_000);
    private int connections;
    private int packets;

    Capture() {
        try {
            file = new PcapngFile(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pause(long millis) {
        now = now.plusMillis(millis);
    }

    int packets() {
        return packets;
    }

    /** Returns the number of TCP connections before, for a port that no other one has. */
    int nextConnection() {
        return connections++;
    }

    void tcp(String from, String to, byte[] segment) {
        ip(from, to, TCP, segment);
    }

    /** Adds a datagram from port 5000 to port 5000. */
    void udp(String from, String to, byte[] payload) {
        ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + payload.length);
        datagram.putShort((short) 5000).putShort((short) 5000).putShort((short) datagram.capacity());
        ip(from, to, UDP, datagram.putShort((short) 0).put(payload).array());
    }

    Path save(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void ip(String from, String to, int protocol, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + payload.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity());
        packet.putShort((short) packets).putShort((short) 0x4000);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.put(address(from)).put(address(to)).put(payload);
        packet.putShort(10, (short) InternetChecksum.of(packet, 0, IP_HEADER));
        try {
            file.packet(now, packet.array(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packets++;
        pause(1);
    }

    private static byte[] address(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }
}
