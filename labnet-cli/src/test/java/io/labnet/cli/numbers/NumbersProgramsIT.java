// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import java.io.File;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs as processes, and clients in Python. */
class NumbersProgramsIT {
    private static final String SERVER = "numbers server --port 0";

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-5"})
    void server_answersUntilANumberIsOutOfRange(String last) throws Exception {
        try (ChildProcess server = ChildProcess.labnet(SERVER)) {
            server.awaitLine(Pattern.compile(
                    "\\[INFO\\] \\[start_server\\]: Ada Server started and listening on 127\\.0\\.0\\.1:\\d+"));
            server.awaitLine(
                    Pattern.compile("\\[INFO\\] \\[start_server\\]: A number outside 1 to 100 ends the server with "
                            + "exit code 0, .*; --keep-running prevents this"));
            assertThat(python(server, "25")).isEqualTo("sum Ada Server\n");
            assertThat(python(server, "\"25\"")).isEqualTo("closed \n");
            assertThat(python(server, "1.5")).isEqualTo("closed \n");
            assertThat(server.exchange("\0\u00ff garbage \r\n")).isEmpty();
            assertThat(server.exchange("{\"client_name\": \"x\", \"client_number\": 100}\n"))
                    .startsWith("{\"server_name\": \"Ada Server\", \"server_number\": ");

            assertThat(python(server, last)).isEqualTo("closed \n");
            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThatThrownBy(() -> server.exchange("")).isInstanceOf(ConnectException.class);
            assertThat(server.err().lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains(" rejected: MALFORMED at offset "));
            assertThat(server.out())
                    .contains("[WARNING] [handle_client]: Client int out of range: " + last
                            + ". Terminating the server.\n");
        }
    }

    @Test
    void server_withoutFreeFileDescriptors_keepsRunning() throws Exception {
        assumeThat(new File("/bin/sh").canExecute())
                .as("a shell, which limits files")
                .isTrue();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 64 && exec \"$@\"", "sh"));
        command.addAll(ChildProcess.labnetCommand(SERVER));
        List<Socket> crowd = new ArrayList<>();
        try (ChildProcess server = ChildProcess.start(Map.of(), command)) {
            for (int i = 0; i < 100; i++) {
                crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.awaitPort()));
            }
            server.awaitErrorLine(Pattern.compile(".*accepting failed.*"));
            for (Socket one : crowd) {
                one.close();
            }

            assertThat(python(server, "25")).as("%s", server).isEqualTo("sum Ada Server\n");
        }
    }

    @Test
    void console_isTheDocumentedLog() throws Exception {
        try (ChildProcess server = ChildProcess.labnet(SERVER)) {
            server.exchange("{\"client_name\": \"Ada \\u001b[31mClient\", \"client_number\": 25}");
            awaitClosed(server, 1);
            server.exchange("{\"client_name\": \"Ada Client\", \"client_number\": 1e1}");
            awaitClosed(server, 2);
            server.exchange("{\"client_name\": \"Ada Client\", \"client_number\": 0}");
            assertThat(server.exitCode()).isZero();

            assertThat(server.out().lines().skip(2).map(NumbersProgramsIT::withoutNumbers))
                    .containsExactly(
                            "[DEBUG] [start_server]: Connection accepted from ('127.0.0.1', N)",
                            "[DEBUG] [handle_client]: Message received from client",
                            "[INFO] [handle_client]: Client Name: Ada \\x1b[31mClient | Server Name: Ada Server",
                            "[INFO] [handle_client]: Client Number: 25 | Server Number: N | Sum: N",
                            "[DEBUG] [handle_client]: Sending client response",
                            "[DEBUG] [handle_client]: Client connection closed",
                            "[DEBUG] [start_server]: Connection accepted from ('127.0.0.1', N)",
                            "[WARNING] [handle_client]: Client message refused: "
                                    + "client_number is 1e1, not a 64-bit integer (numbers-2.3); received: "
                                    + "{\"client_name\": \"Ada Client\", \"client_number\": 1e1} (51 bytes)",
                            "[DEBUG] [handle_client]: Client connection closed",
                            "[DEBUG] [start_server]: Connection accepted from ('127.0.0.1', N)",
                            "[DEBUG] [handle_client]: Message received from client",
                            "[WARNING] [handle_client]: Client int out of range: 0. Terminating the server.",
                            "[DEBUG] [handle_client]: Client connection closed");
        }
    }

    @Test
    void keepRunning_numberOutOfRange_serverContinues() throws Exception {
        try (ChildProcess server = ChildProcess.labnet(SERVER, "--keep-running", "--name", "Zo\u00eb")) {
            server.awaitLine(Pattern.compile(".*Zo\u00eb started and listening on 127\\.0\\.0\\.1:\\d+"));
            assertThat(python(server, "0")).isEqualTo("closed \n");
            assertThat(python(server, "100")).isEqualTo("sum Zo\u00eb\n");
            server.awaitLine(Pattern.compile("\\[WARNING\\] \\[handle_client\\]: Client int out of range: 0\\."));
            assertThat(server.out()).doesNotContain("ends the server");
        }
    }

    /** A person before the client. */
    @Test
    void prompt_repeatsUntilInteger() throws Exception {
        String prompt = "Enter an integer between 1 and 100: ";
        try (ChildProcess server = ChildProcess.labnet(SERVER);
                ChildProcess client = ChildProcess.labnet("numbers client --port " + server.awaitPort())) {
            client.type("ten\n1.5\n-5\n");
            assertThat(client.end().exited(0).out())
                    .startsWith(prompt + "'ten' is not a 64-bit integer\n" + prompt + "'1.5' is not a 64-bit integer\n"
                            + prompt + "[DEBUG] [send_message]: Connected")
                    .endsWith("[WARNING] [send_message]: The integer input out of range. Terminating the server\n");
            server.end().exited(0);
        }
    }

    /** Waits until the server has told so often that a connection is closed, which it does after the client sees it. */
    private static void awaitClosed(ChildProcess server, int connections) {
        await().atMost(ChildProcess.PATIENCE)
                .until(() -> server.out().split("connection closed", -1).length - 1 == connections);
    }

    private static String withoutNumbers(String line) {
        return line.replaceFirst("', \\d+\\)", "', N)")
                .replaceFirst("Number: \\d+ \\| Sum: \\d+", "Number: N | Sum: N");
    }

    private static String python(ChildProcess server, String number) throws Exception {
        String port = String.valueOf(server.awaitPort());
        return PythonProgram.start("numbers_client.py", port, number)
                .end()
                .exited(0)
                .out();
    }
}
