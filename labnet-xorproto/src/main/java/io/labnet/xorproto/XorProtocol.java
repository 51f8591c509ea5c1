// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** The protocol as each of its sides speaks it. */
public final class XorProtocol {
    /** Where a server listens by default. */
    public static final int DEFAULT_PORT = 4000;

    /** How long storing a score may take at most. Clients wait longer, so that they are told of a score that is not stored. */
    public static final Duration LONGEST_STORE = Duration.ofSeconds(30);

    /** How long a peer may say nothing and take nothing. Programs answer at once, after the last packet at the latest. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a packet may take: 10,000 bytes are not for long under way. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(15);

    /** A server waits for its client, or for its register. */
    private static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE, MESSAGE_DEADLINE, LONGEST_STORE);

    private static final Encoder<XorFrame> ENCODER =
            (frame, out) -> out.put(XorPacketCodec.bytes(frame.packet(), frame.form()));
    private static final Protocol<XorFrame, XorFrame> SERVER = new Protocol<>(
            "xor", XorFrameDecoder::settling, ENCODER, XorPacket.MAX_BYTES, false, IDLE, MESSAGE_DEADLINE);
    private static final Protocol<XorFrame, XorFrame> CLIENT = new Protocol<>(
            "xor", XorFrameDecoder::liberal, ENCODER, XorPacket.MAX_BYTES, false, CLIENT_IDLE, MESSAGE_DEADLINE);

    private XorProtocol() {}

    /**
     * {@return the server's side, always the same: it hears every form of checksum in the first packet and then those
     * of its family, with an idle time of 30 s and a deadline of 15 s for a packet}
     */
    public static Protocol<XorFrame, XorFrame> server() {
        return SERVER;
    }

    /**
     * {@return the client's side, always the same: it hears every form of checksum in every packet, since servers have
     * been seen to answer in another than they were spoken to} Its idle time of 45 s is longer than every wait of a
     * server: for a client, and for the register of the scores. A packet has 15 s.
     */
    public static Protocol<XorFrame, XorFrame> client() {
        return CLIENT;
    }
}
