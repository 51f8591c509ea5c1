// SPDX-License-Identifier: Apache-2.0

/** The numbers protocol: a JSON exchange, its codec, server and client. */
module io.labnet.numbers {
    requires com.fasterxml.jackson.core;
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.numbers;
    exports io.labnet.numbers.client;
    exports io.labnet.numbers.server;
    exports io.labnet.numbers.trace;
}
