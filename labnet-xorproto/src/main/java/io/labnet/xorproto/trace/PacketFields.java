// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.trace;

import io.labnet.core.transport.trace.Description;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The fields of a packet. */
final class PacketFields {
    private static final int SHOWN_BYTES = 48;

    private PacketFields() {}

    /**
     * Describes a packet.
     *
     * @param shown the data as text: decrypted, if they are encrypted
     */
    static Description describe(XorFrame frame, String words, XorData shown) {
        XorPacket packet = frame.packet();
        ByteBuffer bytes = ByteBuffer.wrap(packet.encode(frame.form()));
        int checksum = frame.form().of(bytes, 0, bytes.limit());
        Description header = Description.of(words)
                .with("flag", Short.BYTES, packet.last() ? "1, the last packet" : "0, more follow")
                .with("checksum", Short.BYTES, String.format("0x%04x, right (%s)", checksum, frame.form()))
                .with("keyword", XorPacket.KEYWORD_LETTERS, packet.keyword())
                .with("sid", Integer.BYTES, Long.toString(packet.sid()))
                .with("length", Integer.BYTES, Integer.toString(packet.length()));
        int length = packet.data().length();
        boolean encrypted = !shown.equals(packet.data());
        return length == 0 ? header : header.with(encrypted ? "data, decrypted" : "data", length, excerpt(shown));
    }

    /** Returns the number of bytes of data, and whether the packet is the last. */
    static String size(XorPacket packet) {
        int length = packet.data().length();
        return length + (length == 1 ? " byte" : " bytes") + (packet.last() ? ", the last packet" : "");
    }

    private static String excerpt(XorData data) {
        ByteBuffer bytes = data.asByteBuffer();
        boolean whole = bytes.remaining() <= SHOWN_BYTES;
        String text = StandardCharsets.UTF_8
                .decode(bytes.limit(Math.min(bytes.limit(), SHOWN_BYTES)))
                .toString();
        return '"' + text + (whole ? "\"" : "\"...");
    }
}
