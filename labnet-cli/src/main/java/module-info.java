// SPDX-License-Identifier: Apache-2.0

// The labnet command: reference servers and clients, scores, tokens, a demo. The module exports nothing. It is open
// because picocli and Logback create objects of its classes by reflection.
open module io.labnet.cli {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.fasterxml.jackson.core;
    requires com.opencsv;
    requires info.picocli;
    requires io.labnet.check;
    requires io.labnet.compute;
    requires io.labnet.core;
    requires io.labnet.crds;
    requires io.labnet.fernet;
    requires io.labnet.grades;
    requires io.labnet.micrometer;
    requires io.labnet.netty;
    requires io.labnet.numbers;
    requires io.labnet.store;
    requires io.labnet.xorproto;
    requires jdk.httpserver;
    requires me.tongfei.progressbar;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.apache.commons.lang3;
    requires org.apache.commons.text;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires static org.jspecify;
}
