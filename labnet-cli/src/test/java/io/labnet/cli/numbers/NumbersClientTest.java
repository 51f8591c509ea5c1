// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.Labnet;
import io.labnet.cli.PythonProgram;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, and servers in Python. */
class NumbersClientTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"server_name\": \"Py\", \"server_number\": 10, \"sum\": 35}; 0; ''",
                "{\"server_name\": \"Py\", \"server_number\": 10}; 0; ''",
                "{\"server_name\": \"Py\", \"server_number\": 10, \"sum\": 36}; 1;"
                        + "the server's sum is 36, but the correct sum is 35",
                "no; 1; the reply cannot be read: it begins \"no\"; expected {",
                "''; 1; the server closed the connection without a reply"
            })
    void client_checksTheSum(String reply, int exitCode, String error) throws Exception {
        try (ChildProcess server = PythonProgram.start("numbers_server.py", reply)) {
            String port = String.valueOf(server.awaitPort());
            CommandRun client = CommandRun.labnet("numbers client 25 --port " + port);

            assertThat(client.exitCode()).as("%s", client).isEqualTo(exitCode);
            String connected = "[DEBUG] [send_message]: Connected to server at 127.0.0.1:" + port + "\n";
            String names = "[INFO] [send_message]: Ada Client | Py\n";
            String numbers = "[INFO] [send_message]: Client Number: 25 | Server Number: 10 | Sum: 35\n";
            assertThat(client.out()).isEqualTo(connected + (reply.contains("Py") ? names + numbers : ""));
            assertThat(client.err()).startsWith(error.isEmpty() ? "" : "labnet numbers client: " + error);
            assertThat(client.errorLines()).hasSize(exitCode);
            assertThat(server.exitCode()).isZero();
            assertThat(server.out()).endsWith("{'client_name': 'Ada Client', 'client_number': 25}\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "0, \"sum\": 25# 0 | Sum: 25# the server's number 0 is not within 1 to 100 (numbers-3.2)",
                "101# 101 | Sum: 126# the server's number 101 is not within 1 to 100 (numbers-3.2)",
                "-500, \"sum\": 1# -500 | Sum: -475# the server's number -500 is not within 1 to 100 (numbers-3.2)"
                        + "; the server's sum is 1, but the correct sum is -475 (numbers-3.3)"
            })
    void client_numberOutOfRange_isReported(String number, String shown, String error) throws Exception {
        String reply = "{\"server_name\": \"Py\", \"server_number\": " + number + "}";
        try (ChildProcess server = PythonProgram.start("numbers_server.py", reply)) {
            CommandRun client = CommandRun.labnet("numbers client 25 --port " + server.awaitPort());

            assertThat(client.exited(1).out()).endsWith("Client Number: 25 | Server Number: " + shown + "\n");
            assertThat(client.err()).isEqualTo("labnet numbers client: " + error + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten\n1.5\n\n", "ten"})
    void endOfInputBeforeANumber_isAFailure(String typed) {
        byte[] in = typed.getBytes(StandardCharsets.UTF_8);
        CommandRun run = CommandRun.fed(in, new Labnet(), "numbers", "client", "--port=1");
        assertThat(run.exited(1).errorLines())
                .containsExactly("labnet numbers client: standard input ended before a number was typed");
    }
}
