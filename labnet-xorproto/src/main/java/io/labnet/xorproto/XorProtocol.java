// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** The server's and the client's side of the protocol, and its limits. */
public final class XorProtocol {
    /** The server's default port. */
    public static final int DEFAULT_PORT = 4000;

    /**
     * The longest time for storing a score. Clients wait longer than this for the result, so that they receive the
     * message if storing fails.
     */
    public static final Duration LONGEST_STORE = Duration.ofSeconds(30);

    /**
     * The server's idle timeout. It can be short, because programs answer each packet immediately, or all of them after
     * the last.
     */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The deadline for a complete packet. Its 10,000 bytes normally arrive much sooner. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(15);

    /** The client's idle timeout: longer than the server's waits for the client and for the score register. */
    private static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE, MESSAGE_DEADLINE, LONGEST_STORE);

    private static final Encoder<XorFrame> ENCODER =
            (frame, out) -> out.put(XorPacketCodec.bytes(frame.packet(), frame.form()));
    private static final Protocol<XorFrame, XorFrame> SERVER = new Protocol<>(
            "xor", XorFrameDecoder::settling, ENCODER, XorPacket.MAX_BYTES, false, IDLE, MESSAGE_DEADLINE);
    private static final Protocol<XorFrame, XorFrame> CLIENT = new Protocol<>(
            "xor", XorFrameDecoder::liberal, ENCODER, XorPacket.MAX_BYTES, false, CLIENT_IDLE, MESSAGE_DEADLINE);

    private XorProtocol() {}

    /**
     * {@return the server's side, always the same instance} It accepts every form of checksum in the first packet, and
     * then those of its family. The idle timeout is 30 s, the deadline for a packet 15 s.
     */
    public static Protocol<XorFrame, XorFrame> server() {
        return SERVER;
    }

    /**
     * {@return the client's side, always the same instance} It accepts every form of checksum in every packet, since
     * some servers reply in another form than the client's. Its idle timeout of 45 s is longer than every wait of a
     * server: for a client, and for the score register. The deadline for a packet is 15 s.
     */
    public static Protocol<XorFrame, XorFrame> client() {
        return CLIENT;
    }
}
