// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.compute.grader.TestPlan;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The test client as a process. */
class ComputeClientIT {
    /** As large a test as there can be, of a server that is of no use. */
    @Test
    void largestTest_fitsInASmallHeap() throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", "says:no")) {
            CommandRun client = ChildProcess.labnetIn(
                            "-Xmx100m", words(server), "--clients=4", "--requests=" + TestPlan.MAX_QUESTIONS / 4)
                    .end()
                    .exited(1);
            assertThat(client.out()).contains("[Client4] 5000 requests were not sent: ", "Total points 0/40");
            assertThat(client.errorLines())
                    .containsExactly("no client received a UUID, so no request was sent; the report says why");
        }
    }

    @Test
    void ourServer_getsAllPoints() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute server --port=0 --exit-after-clients=4")) {
            CommandRun client = ChildProcess.labnet(words(server), "--pause=1").end();
            assertThat(client.exited(0).out()).contains("Total points 40/40");
            server.end().exited(0);
        }
    }

    /** A test that takes its time has a bar on a terminal; what a shell says next must not stand behind it. */
    @Test
    void interrupt_endsLineOfProgressBar() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute server --port=0");
                ChildProcess client = PythonProgram.onATerminal("", words(server), "--requests=40", "--pause=500")) {
            client.awaitLine(Pattern.compile(".*Socket connected.*"));
            client.awaitLine(Pattern.compile("Testing .*/160 .*"));
            client.type("\u0003");
            assertThat(client.end().exited(128 + 2).out()).endsWith("\n");
        }
    }

    private static String words(ChildProcess server) {
        return "compute client --studentID=20200000 --submit=False --port=" + server.awaitPort();
    }
}
