// SPDX-License-Identifier: Apache-2.0

/** Codecs, checksums, sessions and transports: the pure core of a protocol, and the engines that move its bytes. */
@SuppressWarnings("module") // labnet-netty is compiled later, and is not present in most programs.
module io.labnet.core {
    // Flight Recorder events are recorded if this module of the JDK is present.
    requires static jdk.jfr;
    requires static transitive org.jspecify;

    exports io.labnet.core.checksum;
    exports io.labnet.core.codec;
    exports io.labnet.core.file;
    exports io.labnet.core.framing;
    exports io.labnet.core.rule;
    exports io.labnet.core.session;
    exports io.labnet.core.transport;
    exports io.labnet.core.transport.address;
    exports io.labnet.core.transport.datagram;
    exports io.labnet.core.transport.fault;
    exports io.labnet.core.transport.tls;
    exports io.labnet.core.transport.trace;

    // Drives Netty's channels by the same engine, and connects in the same way.
    exports io.labnet.core.transport.internal.engine to
            io.labnet.netty;
    exports io.labnet.core.transport.internal.tcp to
            io.labnet.check,
            io.labnet.netty;
}
