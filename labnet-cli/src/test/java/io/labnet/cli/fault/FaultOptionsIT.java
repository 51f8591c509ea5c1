// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The option {@code --fault} of the commands. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class FaultOptionsIT {
    @TempDir
    private Path directory;

    private static CommandRun client(ChildProcess server, String options) {
        return CommandRun.labnet("numbers client 25 --port " + server.awaitPort() + " " + options);
    }

    @Test
    void splitsAndDelays_changeNoResult() throws Exception {
        try (ChildProcess server = ChildProcess.labnet(
                "numbers server --port 0 --keep-running --tls --fault split=5,seed=7 --tls-file",
                directory.resolve("tls.pem").toString())) {
            server.awaitErrorLine(Pattern.compile("faults: split=5, seed 7"));
            String fingerprint =
                    server.awaitLine(Pattern.compile("TLS: .* is (.*)")).group(1);
            CommandRun faulty = client(server, "--fault split,jitter=1ms --tls-fingerprint " + fingerprint);
            assertThat(faulty.exited(0).out()).contains("Client Number: 25 | Server Number: ");
            assertThat(faulty.err()).matches("faults: split, jitter=1ms, seed \\d+\n");
        }
    }

    @Test
    void brokenClient_failsAndTheServerGoesOn() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("numbers server --port 0 --keep-running")) {
            CommandRun reset = client(server, "--fault out.reset=10,seed=1").exited(1);
            assertThat(reset.err()).contains("the connection was lost before a reply arrived");
            assertThat(client(server, "--fault refuse").exited(1).err()).contains("was refused on purpose");
            client(server, "").succeeded();
        }
    }
}
