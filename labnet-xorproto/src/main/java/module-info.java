// SPDX-License-Identifier: Apache-2.0

/** The checksummed packet protocol with XOR cipher: packets, codec, server and client. */
module io.labnet.xorproto {
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.xorproto;
    exports io.labnet.xorproto.client;
    exports io.labnet.xorproto.server;
    exports io.labnet.xorproto.trace;
}
