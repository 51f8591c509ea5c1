// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.check.suite.Suites;
import io.labnet.core.transport.trace.Side;

final class Consumer {
    public static void main(String[] args) {
        System.out.println(Suites.find("crds", Side.SERVER).orElseThrow().page().find("crds-4.2").isPresent());
    }
}
