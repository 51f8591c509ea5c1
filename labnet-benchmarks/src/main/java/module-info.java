// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of labnet, compared with alternatives in the same run. */
module io.labnet.benchmarks {
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires fernet.java8;
    requires io.labnet.compute;
    requires io.labnet.core;
    requires io.labnet.crds;
    requires io.labnet.examples;
    requires io.labnet.fernet;
    requires io.labnet.grades;
    requires io.labnet.netty;
    requires io.labnet.xorproto;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires jmh.core;
    requires static org.jspecify;
}
