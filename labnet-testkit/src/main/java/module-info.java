// SPDX-License-Identifier: Apache-2.0

/** Contract suites and a conversation driver for tests of decoders and transports, labnet's own and yours. */
module io.labnet.testkit {
    requires transitive io.labnet.core;
    requires jdk.management;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports io.labnet.testkit;

    // JUnit calls the tests by reflection. Opened to all, because JUnit may be in any module.
    opens io.labnet.testkit;
}
