// SPDX-License-Identifier: Apache-2.0

/** Arbitraries of jqwik for property tests: chunks, damage, packets. */
module io.labnet.jqwik {
    requires io.labnet.testkit;
    requires transitive io.labnet.xorproto;
    requires transitive net.jqwik.api;
    requires static transitive org.jspecify;

    exports io.labnet.jqwik;
}
