// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import java.nio.ByteBuffer;

/** A TCP connection in a {@link Capture}, from its SYN on. */
final class CapturedConnection {
    private static final int FIRST_CLIENT_PORT = 10_000;
    private static final int HEADER = 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PSH = 8;
    private static final int ACK = 16;

    /** One end: its address, its port and the next sequence number. */
    private static final class Side {
        final String address;
        final int port;
        int sequence;

        Side(String address, int port, int sequence) {
            this.address = address;
            this.port = port;
            this.sequence = sequence;
        }
    }

    private final Capture capture;
    private final Side client;
    private final Side server;

    private CapturedConnection(Capture capture, String server, int port) {
        this.capture = capture;
        this.client = new Side("10.0.0.1", FIRST_CLIENT_PORT + capture.nextConnection(), 1000);
        this.server = new Side(server, port, 5000);
    }

    static CapturedConnection open(Capture capture, String server, int port) {
        CapturedConnection opened = new CapturedConnection(capture, server, port);
        opened.segment(opened.client, opened.server, SYN, new byte[0]);
        opened.segment(opened.server, opened.client, SYN | ACK, new byte[0]);
        opened.segment(opened.client, opened.server, ACK, new byte[0]);
        return opened;
    }

    /** Returns a connection whose SYN is not in the capture. */
    static CapturedConnection begun(Capture capture, String server, int port) {
        return new CapturedConnection(capture, server, port);
    }

    CapturedConnection client(byte[] data) {
        return segment(client, server, PSH | ACK, data);
    }

    CapturedConnection server(byte[] data) {
        return segment(server, client, PSH | ACK, data);
    }

    CapturedConnection clientEnds() {
        return segment(client, server, FIN | ACK, new byte[0]);
    }

    CapturedConnection serverEnds() {
        return segment(server, client, FIN | ACK, new byte[0]);
    }

    /** Sends the last bytes of the client again. */
    CapturedConnection clientAgain(byte[] data) {
        client.sequence -= data.length;
        return client(data);
    }

    /** Loses a number of bytes of the client. */
    CapturedConnection clientLoses(int bytes) {
        client.sequence += bytes;
        return this;
    }

    private CapturedConnection segment(Side from, Side to, int flags, byte[] data) {
        ByteBuffer segment = ByteBuffer.allocate(HEADER + data.length);
        segment.putShort((short) from.port).putShort((short) to.port).putInt(from.sequence);
        segment.putInt((flags & ACK) == 0 ? 0 : to.sequence).put((byte) 0x50).put((byte) flags);
        segment.putShort((short) 0xffff).putInt(0).put(data);
        capture.tcp(from.address, to.address, segment.array());
        from.sequence += data.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        return this;
    }
}
