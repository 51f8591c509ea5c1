// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.XorPacket;
import java.util.HexFormat;

/** Decodes a packet, and one whose numbers are little-endian. */
public final class PacketExample {
    private PacketExample() {}

    /**
     * Prints what the first packet contains, and why the second is refused.
     *
     * @param args none
     */
    public static void main(String[] args) {
        byte[] right = HexFormat.of().parseHex("0001a99a73626d740133744a00000010");
        XorPacket packet = XorPacket.decode(right);
        System.out.println(packet.keyword() + " from student " + packet.sid());

        byte[] wrong = HexFormat.of().parseHex("01009aa973626d744a74330110000000");
        try {
            System.out.println(XorPacket.decode(wrong));
        } catch (ProtocolException e) {
            System.out.println(e.getMessage());
        }
    }
}
