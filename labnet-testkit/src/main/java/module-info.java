// SPDX-License-Identifier: Apache-2.0

/** Contract suites and input generators for tests of decoders and transports, labnet's own and yours. */
module io.labnet.testkit {
    requires transitive io.labnet.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.labnet.testkit;
}
