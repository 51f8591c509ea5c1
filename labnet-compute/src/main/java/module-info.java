// SPDX-License-Identifier: Apache-2.0

/** The compute protocol: Fibonacci numbers, factorials and word counts; server and grading client. */
// Without this, the compiler would warn of an unknown module: the benchmarks, to which this module exports a package,
// are compiled later.
@SuppressWarnings("module")
module io.labnet.compute {
    requires transitive io.labnet.core;
    requires static transitive org.jspecify;

    exports io.labnet.compute;
    exports io.labnet.compute.grader;
    exports io.labnet.compute.internal.decimal to
            io.labnet.benchmarks;
    exports io.labnet.compute.server;
    exports io.labnet.compute.trace;
}
