// SPDX-License-Identifier: Apache-2.0

/** Reference servers and clients built from labnet, and the labnet command. */
module io.labnet.examples {
    requires com.fasterxml.jackson.core;
    requires com.opencsv;
    requires com.zaxxer.hikari;
    requires static transitive ch.qos.logback.classic;
    requires static transitive ch.qos.logback.core;
    requires transitive info.picocli;
    requires transitive io.labnet.core;
    requires transitive io.labnet.crds;
    requires transitive io.labnet.fernet;
    requires transitive io.labnet.xorproto;
    requires transitive java.sql;
    requires org.apache.commons.lang3;
    requires org.apache.commons.text;
    requires me.tongfei.progressbar;
    requires org.xerial.sqlitejdbc;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires static transitive org.jspecify;

    exports io.labnet.examples;
    exports io.labnet.examples.chat;
    exports io.labnet.examples.cli;
    exports io.labnet.examples.compute;
    exports io.labnet.examples.compute.decimal;
    exports io.labnet.examples.database;
    exports io.labnet.examples.grades;
    exports io.labnet.examples.numbers;
    exports io.labnet.examples.quickstart;
    exports io.labnet.examples.scores;
    exports io.labnet.examples.xor;

    opens io.labnet.examples to
            info.picocli;
    opens io.labnet.examples.chat to
            info.picocli;
    opens io.labnet.examples.cli to
            info.picocli;
    opens io.labnet.examples.compute to
            info.picocli;
    opens io.labnet.examples.demo to
            info.picocli;
    opens io.labnet.examples.fernet to
            info.picocli;
    opens io.labnet.examples.grades to
            info.picocli;
    opens io.labnet.examples.numbers to
            info.picocli;
    opens io.labnet.examples.scores to
            info.picocli;
    opens io.labnet.examples.xor to
            info.picocli;
}
