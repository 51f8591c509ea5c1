// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import io.labnet.compute.grader.TestPlan;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test client as a process. */
class ComputeClientIT {
    /** As large a test as there can be, of a server that is of no use. */
    @Test
    void largestTest_fitsInASmallHeap() throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", "says:no")) {
            String jar = ChildProcess.jar().toString();
            String[] words = words(server.awaitPort(), "--clients=4", "--requests=" + TestPlan.MOST_QUESTIONS / 4);
            String[] command = Stream.concat(Stream.of("-Xmx100m", "-jar", jar), Stream.of(words))
                    .toArray(String[]::new);
            try (ChildProcess client = ChildProcess.java(command)) {
                assertThat(client.exitCode()).as("%s", client).isEqualTo(1);
                assertThat(client.out()).contains("[Client4] 5000 requests were not sent: ", "Total points 0/40");
                assertThat(client.err()).isEmpty();
            }
        }
    }

    @Test
    void ourServer_getsAllPoints() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute", "server", "--port=0", "--exit-after-clients=4");
                ChildProcess client = ChildProcess.labnet(words(server.awaitPort(), "--pause=1"))) {
            assertThat(client.exitCode()).as("%s", client).isZero();
            assertThat(client.out()).contains("Total points 40/40");
            assertThat(server.exitCode()).isZero();
        }
    }

    /** A test that takes its time has a bar on a terminal; what a shell says next must not stand behind it. */
    @Test
    void interrupted_endsTheLineOfItsBar() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute", "server", "--port=0")) {
            String[] command = ChildProcess.labnetCommand(words(server.awaitPort(), "--requests=40", "--pause=500"))
                    .toArray(String[]::new);
            try (ChildProcess client = PythonProgram.startPlain("on_a_terminal.py", command)) {
                client.awaitLine(Pattern.compile(".*Socket connected.*"));
                client.awaitLine(Pattern.compile("Testing .*/160 .*"));
                client.type("\u0003");

                assertThat(client.exitCode()).as("%s", client).isEqualTo(128 + 2);
                assertThat(client.out()).endsWith("\n");
            }
        }
    }

    private static String[] words(int port, String... options) {
        return Stream.concat(
                        Stream.of("compute", "client", "--port=" + port, "--studentID=20200000", "--submit=False"),
                        Stream.of(options))
                .toArray(String[]::new);
    }
}
