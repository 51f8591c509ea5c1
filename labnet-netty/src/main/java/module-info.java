// SPDX-License-Identifier: Apache-2.0

/** Conversations on Netty's channels: a transport, and handlers for existing pipelines. */
module io.labnet.netty {
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport.unix.common;
    requires transitive io.labnet.core;
    requires transitive io.netty.transport;
    // Present only in programs that use epoll.
    requires static io.netty.transport.classes.epoll;
    requires static transitive org.jspecify;

    exports io.labnet.netty;
}
