// SPDX-License-Identifier: Apache-2.0

/** Small programs to copy, one file each, and the quick start. */
module io.labnet.examples {
    requires com.fasterxml.jackson.databind;
    requires io.labnet.compute;
    requires io.labnet.crds;
    requires io.labnet.fernet;
    requires io.labnet.grades;
    requires io.labnet.micrometer;
    requires io.labnet.numbers;
    requires io.labnet.store;
    requires io.labnet.xorproto;
    requires micrometer.registry.prometheus;
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.examples;
    exports io.labnet.examples.protohackers;
    exports io.labnet.examples.quickstart;
}
