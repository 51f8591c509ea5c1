// SPDX-License-Identifier: Apache-2.0

/** The compute protocol: Fibonacci numbers, factorials and word counts; server and grading client. */
module io.labnet.compute {
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.compute;
    exports io.labnet.compute.grader;
    exports io.labnet.compute.server;
}
