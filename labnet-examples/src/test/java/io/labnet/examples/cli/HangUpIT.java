// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.examples.ChildProcess;
import io.labnet.examples.CommandRun;
import io.labnet.examples.PythonProgram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The signal SIGHUP, which a server without a terminal survives. */
@DisabledOnOs(OS.WINDOWS)
class HangUpIT {
    @Test
    void serverWithoutTerminal_goesOn() throws Exception {
        String[] server =
                ChildProcess.labnetCommand("crds", "server", "--port=0").toArray(String[]::new);
        try (ChildProcess running = PythonProgram.startPlain("without_terminal.py", server)) {
            int port = running.awaitPort();

            hangUp(running.onlyChild());

            assertThat(CommandRun.labnet("crds", "list", "--port=" + port).exitCode())
                    .isZero();
            running.onlyChild().destroy();
            // Ended by the hang-up it would have said 129.
            assertThat(running.exitCode()).isEqualTo(143);
        }
    }

    private static void hangUp(ProcessHandle process) throws InterruptedException {
        try (ChildProcess kill = ChildProcess.start(Map.of(), List.of("kill", "-HUP", "" + process.pid()))) {
            assertThat(kill.exitCode()).isZero();
        }
    }
}
