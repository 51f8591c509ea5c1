// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.xorproto.XorPacket;
import java.util.HexFormat;

final class Consumer {
    public static void main(String[] args) {
        byte[] wire = HexFormat.of().parseHex("0001a99a73626d740133744a00000010");
        System.out.println(XorPacket.decode(wire).sid());
    }
}
