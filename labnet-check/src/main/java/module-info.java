// SPDX-License-Identifier: Apache-2.0

/** Checks somebody else's server or client against the numbered rules of its protocol. */
module io.labnet.check {
    requires com.fasterxml.jackson.jr.ob;
    requires com.samskivert.jmustache;
    requires io.labnet.compute;
    requires transitive io.labnet.core;
    requires io.labnet.crds;
    requires io.labnet.fernet;
    requires io.labnet.grades;
    requires io.labnet.numbers;
    requires io.labnet.xorproto;
    requires java.xml;
    requires static transitive org.jspecify;

    exports io.labnet.check;
    exports io.labnet.check.batch;
    exports io.labnet.check.program;
    exports io.labnet.check.report;
    exports io.labnet.check.script;
    exports io.labnet.check.suite;
}
