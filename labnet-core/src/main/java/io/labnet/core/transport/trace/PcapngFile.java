// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A capture file in the pcapng format, which Wireshark and tshark open: IP packets with times and comments
 * (<i>draft-ietf-opsawg-pcapng</i>: a section header, one interface of link type {@code RAW}, enhanced packet blocks).
 * Thread-safe. After each packet, all of it has been passed to the stream, so that a reader sees whole packets.
 */
public final class PcapngFile implements Closeable {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final short LINK_TYPE_RAW = 101;
    private static final short OPTION_END = 0;
    private static final short OPTION_COMMENT = 1;
    private static final short OPTION_TIME_RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;

    /** The type and length of a block, and its length again. */
    private static final int FRAME = 12;

    /** The largest number of bytes in an option. */
    private static final int MAX_OPTION = 0xffff;

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param out receives the file; closed with this object
     * @throws IOException if writing fails
     */
    public PcapngFile(OutputStream out) throws IOException {
        this.out = Objects.requireNonNull(out, "out");
        write(
                SECTION_HEADER,
                ByteBuffer.allocate(16)
                        .putInt(BYTE_ORDER_MAGIC)
                        .putInt(0x00010000)
                        .putLong(-1));
        write(
                INTERFACE,
                ByteBuffer.allocate(20)
                        .putShort(LINK_TYPE_RAW)
                        .putShort((short) 0)
                        .putInt(0)
                        .putShort(OPTION_TIME_RESOLUTION)
                        .putShort((short) 1)
                        .put(NANOSECONDS)
                        .put(new byte[3])
                        .putInt(OPTION_END));
    }

    /**
     * Writes a packet.
     *
     * @param time when it was sent, from 1970 to 2262
     * @param ip the packet, from its IP header
     * @param comment a comment on the packet, cut to 65,535 bytes of UTF-8; empty for none
     * @throws IOException if writing fails
     * @throws ArithmeticException if the time is out of range
     */
    public synchronized void packet(Instant time, byte[] ip, String comment) throws IOException {
        long nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        byte[] text = cut(comment);
        int options = text.length == 0 ? 0 : 4 + padded(text.length) + 4;
        ByteBuffer block = ByteBuffer.allocate(20 + padded(ip.length) + options)
                .putInt(0)
                .putInt((int) (nanos >>> 32))
                .putInt((int) nanos)
                .putInt(ip.length)
                .putInt(ip.length)
                .put(ip);
        block.position(20 + padded(ip.length));
        if (text.length > 0) {
            block.putShort(OPTION_COMMENT).putShort((short) text.length).put(text);
            // The rest is padding and the end of the options, which are zeros.
            block.position(block.limit());
        }
        write(ENHANCED_PACKET, block);
    }

    /**
     * Writes a UDP datagram.
     *
     * @param time when it was sent, from 1970 to 2262
     * @param senderHost the address of the sender as a literal
     * @param senderPort the port of the sender
     * @param receiverHost the address of the receiver, or of the group, as a literal
     * @param receiverPort the port of the receiver or of the group
     * @param datagram the bytes, cut to 65,000
     * @param comment a comment on the packet; empty for none
     * @throws IOException if writing fails
     */
    public void datagram(
            Instant time,
            String senderHost,
            int senderPort,
            String receiverHost,
            int receiverPort,
            byte[] datagram,
            String comment)
            throws IOException {
        packet(
                time,
                IpPackets.udp(
                        IpPackets.address(senderHost, senderPort, 1),
                        IpPackets.address(receiverHost, receiverPort, 1),
                        Arrays.copyOf(datagram, Math.min(datagram.length, IpPackets.MAX_PAYLOAD))),
                comment);
    }

    /** Closes the file. */
    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void write(int type, ByteBuffer body) throws IOException {
        int length = FRAME + body.position();
        ByteBuffer block = ByteBuffer.allocate(length)
                .putInt(type)
                .putInt(length)
                .put(body.flip())
                .putInt(length);
        out.write(block.array());
        out.flush();
    }

    /** Cuts a text at a character, so that it fits into an option. */
    private static byte[] cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_OPTION);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
