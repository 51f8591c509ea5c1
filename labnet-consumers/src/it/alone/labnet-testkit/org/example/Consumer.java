// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.testkit.Chunks;

final class Consumer {
    public static void main(String[] args) {
        System.out.println(Chunks.ofSize(new byte[10], 3).size());
    }
}
