// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The client as a process, with a person before it. */
class NumbersClientIT {
    private static final Pattern LISTENING = Pattern.compile(".*listening on 127\\.0\\.0\\.1:(\\d+)");

    @Test
    void prompt_asksUntilThereIsAnInteger() throws Exception {
        String prompt = "Enter an integer between 1 and 100: ";
        try (ChildProcess server = ChildProcess.labnet("numbers", "server", "--port", "0");
                ChildProcess client = ChildProcess.labnet(
                        "numbers",
                        "client",
                        "--port",
                        server.awaitLine(LISTENING).group(1))) {
            client.type("ten\n1.5\n-5\n");

            assertThat(client.exitCode()).as("%s", client).isZero();
            assertThat(client.out())
                    .startsWith(prompt + "'ten' is no integer of 64 bits\n" + prompt
                            + "'1.5' is no integer of 64 bits\n" + prompt + "[DEBUG] [send_message]: Connected")
                    .endsWith("[WARNING] [send_message]: The integer input out of range. Terminating the server\n");
            assertThat(server.exitCode()).isZero();
        }
    }
}
