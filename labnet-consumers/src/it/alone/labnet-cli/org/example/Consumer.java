// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.cli.Labnet;

final class Consumer {
    public static void main(String[] args) {
        Labnet.main(new String[] {"--version"});
    }
}
