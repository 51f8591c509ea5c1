// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.check.CheckOptions;
import io.labnet.check.CheckReport;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.Checker;
import io.labnet.check.Suite;
import io.labnet.check.Target;
import io.labnet.check.suite.Suites;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the page about checks: a server of this process. */
class CheckExampleTest {
    @Test
    void server_followsTheRules() throws IOException {
        try (Server server =
                new TcpTransport().serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory()))) {
            check(server);
        }
    }

    private static void check(Server server) {
        Suite suite = Suites.find("crds", Side.SERVER).orElseThrow();
        Target target = new Target(null, "127.0.0.1", server.endpoint().port(), new TcpTransport(), Map.of());
        CheckReport report = new Checker(suite, target, CheckOptions.DEFAULT.withOnly("crds-4"), result -> {}).run();
        assertThat(report.verdict()).as(report.causes().toString()).isEqualTo(Verdict.PASSED);
    }
}
