// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.suite;

import io.labnet.check.Suite;
import io.labnet.check.compute.ComputeClientSuite;
import io.labnet.check.compute.ComputeServerSuite;
import io.labnet.check.crds.CrdsClientSuite;
import io.labnet.check.crds.CrdsServerSuite;
import io.labnet.check.grades.GradeClientSuite;
import io.labnet.check.grades.GradeServerSuite;
import io.labnet.check.numbers.NumberClientSuite;
import io.labnet.check.numbers.NumberServerSuite;
import io.labnet.check.xor.XorClientSuite;
import io.labnet.check.xor.XorServerSuite;
import io.labnet.core.transport.trace.Side;
import java.util.Optional;
import java.util.stream.Stream;

/** The suites of labnet's protocols. */
public final class Suites {
    private Suites() {}

    /** {@return new suites of all protocols and roles} */
    public static Stream<Suite> all() {
        return Stream.of(
                new GradeServerSuite(),
                new GradeClientSuite(),
                new CrdsServerSuite(),
                new CrdsClientSuite(),
                new XorServerSuite(),
                new XorClientSuite(),
                new ComputeServerSuite(),
                new ComputeClientSuite(),
                new NumberServerSuite(),
                new NumberClientSuite());
    }

    /**
     * Finds a suite.
     *
     * @param protocol the name of the protocol, such as {@code crds}
     * @param side the role of the program
     * @return a new suite; empty if there is none
     */
    public static Optional<Suite> find(String protocol, Side side) {
        return all().filter(suite -> suite.protocol().equals(protocol) && suite.side() == side)
                .findFirst();
    }
}
