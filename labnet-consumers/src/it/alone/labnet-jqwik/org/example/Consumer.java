// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.jqwik.XorPacketArbitraries;

final class Consumer {
    public static void main(String[] args) {
        System.out.println(XorPacketArbitraries.packets().sample().encode().length >= 16);
    }
}
