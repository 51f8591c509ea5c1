// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.ChildProcess;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A client on a plain socket, which may send any answer. */
final class PlainXorClient implements AutoCloseable {
    private static final ChecksumForm FORM = ChecksumForm.BYTE_SWAPPED;

    private final Socket socket;
    private final DataInputStream in;

    PlainXorClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(ChildProcess.PATIENCE.toMillis()));
        in = new DataInputStream(socket.getInputStream());
    }

    /** Does the task on a connection of its own, answering what is made of the decrypted text, in one packet. */
    static XorResult run(int port, String keyword, long sid, UnaryOperator<byte[]> answer) throws IOException {
        try (PlainXorClient client = new PlainXorClient(port)) {
            client.send(new XorPacket(true, keyword, sid));
            byte[] text = client.text();
            client.send(new XorPacket(true, "tree", sid, answer.apply(text)));
            return XorResult.of(client.receive());
        }
    }

    void send(XorPacket packet) throws IOException {
        send(packet.encode(FORM));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Returns everything received until the server closes. */
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    /** The whole text, decrypted. */
    byte[] text() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        XorPacket packet;
        do {
            packet = receive();
            text.writeBytes(XorCipher.of(packet.keyword()).apply(packet.data().toByteArray()));
        } while (!packet.last());
        return text.toByteArray();
    }

    XorPacket receive() throws IOException {
        byte[] packet = new byte[XorPacket.HEADER_BYTES];
        in.readFully(packet);
        int length = ByteBuffer.wrap(packet).getInt(12);
        packet = Arrays.copyOf(packet, length);
        in.readFully(packet, XorPacket.HEADER_BYTES, length - XorPacket.HEADER_BYTES);
        return XorPacket.decode(packet, FORM);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
