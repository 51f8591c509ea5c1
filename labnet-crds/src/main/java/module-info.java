// SPDX-License-Identifier: Apache-2.0

/** The chat-room directory and its chat: commands, replies, codecs, server and client. */
module io.labnet.crds {
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.crds;
    exports io.labnet.crds.chat;
    exports io.labnet.crds.client;
    exports io.labnet.crds.directory;
    exports io.labnet.crds.server;
    exports io.labnet.crds.trace;
}
