// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.crds.CrdsCommand;
import java.util.HexFormat;

final class Consumer {
    public static void main(String[] args) {
        System.out.println(HexFormat.of().formatHex(new CrdsCommand.DeleteRoom("room1").encode()));
    }
}
