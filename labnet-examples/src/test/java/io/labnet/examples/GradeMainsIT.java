// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.grades.GradeServerProcess;
import io.labnet.cli.grades.Grades;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.client.ScriptedGradeServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The small programs that are there to be copied, and both sides in one. */
class GradeMainsIT {
    private static final String CSV = GradeServerProcess.SAMPLE.toString();
    private static final String ANSWER = "Midterm Average: 11.288461538461538\n";

    @Test
    void gradeServer_andGradeClient_understandEachOther() throws Exception {
        try (ChildProcess server = run(ServeGrades.class, CSV, "0")) {
            String port = String.valueOf(server.awaitPort());
            try (ChildProcess client = run(GradeClient.class, CSV, port, "1823757 GMA")) {
                assertThat(client.exitCode()).isZero();
                assertThat(client.out()).isEqualTo(ANSWER);
            }
            assertThat(server.out()).startsWith("Data read from CSV file:\n").contains("\nUser found.\n");
        }
    }

    @Test
    void gradeClient_showsWhatATerminalWouldObey() throws Exception {
        try (Server server = new ScriptedGradeServer("Average: \u001b[31m7", "tk.").start(new TcpTransport());
                ChildProcess client = run(
                        GradeClient.class, CSV, String.valueOf(server.endpoint().port()), "1823757 GMA")) {
            assertThat(client.exitCode()).as("%s", client).isZero();
            assertThat(client.out()).isEqualTo("Average: \\x1b[31m7\n");
        }
    }

    @Test
    void gradeClient_failsWithoutAnAnswer() throws Exception {
        try (Server server = new ScriptedGradeServer("", ".").start(new TcpTransport());
                ChildProcess client = run(
                        GradeClient.class, CSV, String.valueOf(server.endpoint().port()), "1823757 GMA")) {
            assertThat(client.exitCode()).as("%s", client).isEqualTo(1);
            assertThat(client.out()).isEmpty();
            assertThat(client.err())
                    .startsWith("GradeClient: the server closed the connection without a reply; "
                            + "the request was '1823757 GMA' (bytes 31 38 32 33 37 35 37 20 47 4d 41); either");
        }
    }

    @Test
    void grades_isEitherSide() throws Exception {
        try (ChildProcess server = run(Grades.class, "-r", "server", "--csv", CSV, "--port", "0")) {
            String port = String.valueOf(server.awaitPort());
            List<String> asked = List.of("--csv", CSV, "--port", port, "1823757", "GMA");
            String[] args =
                    Stream.concat(Stream.of("-r", "client"), asked.stream()).toArray(String[]::new);
            try (ChildProcess client = run(Grades.class, args)) {
                assertThat(client.exitCode()).isZero();
                assertThat(client.out()).isEqualTo(ANSWER);
            }
        }
    }

    private static ChildProcess run(Class<?> main, String... args) {
        return ChildProcess.java(
                Stream.concat(Stream.of("-cp", ChildProcess.jar().toString(), main.getName()), Stream.of(args))
                        .toArray(String[]::new));
    }
}
