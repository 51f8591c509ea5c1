// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test client, and at the other end a student's server in Python that may have a fault. */
class ComputeClientTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "zero_based", "uuid_first", "no_dashes", "newlines"})
    void correctServer_getsAllPoints(String habit) throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", habit)) {
            CommandRun client = test(server.awaitPort(), "--pause=1");

            assertThat(client.exited(0).out())
                    .contains("[Client1] Socket connected to 127.0.0.1:")
                    .contains("[Client1] UUID: f97e575c28d536b49170f3cbaef757af\n")
                    .contains("[Client4] FACTORIAL Okay\n")
                    .contains("counted " + (habit.equals("zero_based") ? "zero-based" : "one-based"))
                    .contains("Fib 8, Fact 8, Word 8\n---")
                    .contains("Total points 40/40\n---");
            assertThat(client.err()).isEmpty();
            String notes = client.out()
                    .lines()
                    .filter(line -> line.startsWith("Note: "))
                    .collect(Collectors.joining("\n"));
            assertThat(notes).isEqualTo(note(habit));
        }
    }

    private static String note(String habit) {
        return switch (habit) {
            case "uuid_first" -> "Note: in 24 replies the UUID comes before the answer; the documented form is 8_UUID";
            case "no_dashes" -> "Note: in 28 replies the UUID has no dashes";
            case "newlines" -> "Note: in 28 replies there is a line end or other white space at the start or the end";
            default -> "";
        };
    }

    @Test
    void sequentialServer_getsPointsOfOneClient() throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", "one_at_a_time")) {
            CommandRun client = test(server.awaitPort(), "--pause=1", "--timeout=3");

            assertThat(client.exited(1).out())
                    .contains("Total points 20/40\n")
                    .containsPattern("Note: (Client\\d(, )?){3} got no UUID while Client\\d stayed connected: "
                            + "a server must serve all clients at the same time \\(compute-3.8\\)\n")
                    .containsPattern("Factorial 2 of 8: 5 of 10 points \\((Client\\d(, )?){3}\\)\n");
        }
    }

    @Test
    void serverThatExits_isReportedOnce() throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", "dies")) {
            CommandRun client = test(server.awaitPort(), "--pause=1", "--timeout=60");

            assertThat(client.exited(1).out())
                    .containsOnlyOnce("All connections ended together, and nothing listens at 127.0.0.1:")
                    .containsPattern(
                            "\\] [A-Z_]+ failed: all connections ended together \\(compute-3.7\\)\n    sent:     ")
                    .doesNotContain("closed the connection", "was lost", "the connection failed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zero_factorial, 60, 35, the reply is wrong; likely cause: 0! is 1 (compute-3.4)",
        "no_uuid, 60, 0, the reply has no UUID (compute-3.5)",
        "mixed_up, 60, ANY, the reply has the UUID of Client",
        "late, 1, ANY, no reply came within 1 s",
        "closes_early, 60, 5, the server closed the connection",
        "two_counts, 60, ANY, the other Fibonacci numbers are ",
        "same_uuid, 60, 20, Client1 got the same UUID"
    })
    void wrongServer_getsFewerPointsAndTheReason(String fault, String timeout, String points, String reason)
            throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", fault)) {
            CommandRun client = test(server.awaitPort(), "--pause=1", "--timeout=" + timeout, "--seed=1");

            assertThat(client.exited(1).out())
                    .contains(" failed: " + reason)
                    .contains("    sent:     ")
                    .contains("    expected: ")
                    .doesNotContainPattern("    sent: .*\n    received: ")
                    .doesNotContain("Total points 40/40");
            if (!points.equals("ANY")) {
                assertThat(client.out()).contains("Total points " + points + "/40\n");
            }
            assertThat(client.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "says:HTTP/1.1 400\u001b[2J# 60# no UUID came in reply to the name(, the server closed the connection)?"
                        + "; likely cause: an HTTP server"
                        + "# HTTP/1.1 400\\x1b[2J",
                "says:# 60# no UUID came in reply to the name, the server closed the connection# nothing",
                "says:f97e575c-28d5# 60# only a part of a UUID came in reply to the name, the server closed the connection"
                        + "# f97e575c-28d5",
                "silent# 1# no UUID came in reply to the name within 1 s# nothing"
            })
    void noUuid_noQuestionIsSent(String fault, String timeout, String reason, String received) throws Exception {
        try (ChildProcess server = PythonProgram.start("compute_server.py", fault)) {
            CommandRun client = test(server.awaitPort(), "--pause=1", "--clients=1", "--timeout=" + timeout);

            assertThat(client.exited(1).out())
                    .matches("(?s).*\n\\[Client1] 6 requests were not sent: " + reason
                            + " \\(compute-3.1\\)\n    received: " + Pattern.quote(received)
                            + "\nFib 0, Fact 0, Word 0\n.*")
                    .doesNotContain("sent:  ", "Failed");
        }
    }

    @Test
    void tooManyRequestsTogether_areRefused() {
        test(1, "--clients=4", "--requests=5001")
                .misused("--clients 4 with --requests 5001 each are 20004 requests, more than 20000");
    }

    @Test
    void textFile_mustExist(@TempDir Path folder) {
        Path missing = folder.resolve("nofile");
        test(1, "--text=" + missing).failed(missing + " cannot be read: there is no such file");
    }

    private static CommandRun test(int port, String... options) {
        return CommandRun.labnet("compute client --studentID=20200000 --submit=False --port=" + port, options);
    }
}
