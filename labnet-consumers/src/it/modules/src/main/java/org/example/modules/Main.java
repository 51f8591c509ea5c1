// SPDX-License-Identifier: Apache-2.0
package org.example.modules;

import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.XorPacket;
import java.util.HexFormat;

/** Prints why a packet is refused. */
final class Main {
    private Main() {}

    static String decoded(String hex) {
        try {
            return XorPacket.decode(HexFormat.of().parseHex(hex)).toString();
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    public static void main(String[] args) {
        System.out.println(Main.class.getModule().getName() + ": " + decoded("01009aa973626d744a74330110000000"));
    }
}
