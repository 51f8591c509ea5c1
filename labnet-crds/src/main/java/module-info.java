// SPDX-License-Identifier: Apache-2.0

/** The chat-room directory: commands, replies, codecs, and the directory itself. */
module io.labnet.crds {
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.crds;
}
