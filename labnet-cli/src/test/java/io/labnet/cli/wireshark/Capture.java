// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import io.labnet.core.checksum.InternetChecksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Packets of IPv4 with made-up times, as a pcapng file. The same packets give the same bytes. */
final class Capture {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int LINKTYPE_RAW = 101;
    private static final int IP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final List<byte[]> blocks = new ArrayList<>();

    /** In microseconds since 1970. */
    private long now = 1_700_000_000_000_000L;

    private int connections;
    private int packets;

    Capture() {
        add(SECTION_HEADER, 16, body -> body.putInt(BYTE_ORDER_MAGIC)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1));
        add(INTERFACE, 8, body -> body.putShort((short) LINKTYPE_RAW));
    }

    void pause(long millis) {
        now += millis * 1000;
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
        ByteBuffer all = ByteBuffer.allocate(
                blocks.stream().mapToInt(block -> block.length).sum());
        blocks.forEach(all::put);
        return all.array();
    }

    private void ip(String from, String to, int protocol, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + payload.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity());
        packet.putShort((short) packets).putShort((short) 0x4000);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.put(address(from)).put(address(to)).put(payload);
        packet.putShort(10, (short) InternetChecksum.of(packet, 0, IP_HEADER));
        int padded = (packet.capacity() + 3) / 4 * 4;
        add(ENHANCED_PACKET, 20 + padded, body -> body.putInt(0)
                .putInt((int) (now >>> 32))
                .putInt((int) now)
                .putInt(packet.capacity())
                .putInt(packet.capacity())
                .put(packet.array()));
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

    /** Adds a block. What is not written of its body is zero. */
    private void add(int type, int bodyBytes, Consumer<ByteBuffer> body) {
        byte[] block = new byte[12 + bodyBytes];
        ByteBuffer out = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        body.accept(out.putInt(type).putInt(block.length));
        out.putInt(block.length - Integer.BYTES, block.length);
        blocks.add(block);
    }
}
