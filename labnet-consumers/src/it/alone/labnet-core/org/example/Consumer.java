// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.core.checksum.InternetChecksum;

final class Consumer {
    public static void main(String[] args) {
        System.out.printf("%04x%n", InternetChecksum.of(new byte[] {0x45, 0, 0, 0x73}));
    }
}
