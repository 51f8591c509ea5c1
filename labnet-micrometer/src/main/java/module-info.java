// SPDX-License-Identifier: Apache-2.0

/** Metrics of servers, for Micrometer. */
module io.labnet.micrometer {
    requires transitive io.labnet.core;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports io.labnet.micrometer;
}
