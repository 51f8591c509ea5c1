// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void gradeServer_readsItsFileAgain(@TempDir Path folder) throws Exception {
        Path grades = folder.resolve("grades.csv");
        try (InputStream sample = Objects.requireNonNull(Labnet.class.getResourceAsStream("demo/grades.csv"))) {
            Files.copy(sample, grades);
        }
        String[] server = ChildProcess.labnetCommand("grades", "server", "--port=0", "--csv=" + grades)
                .toArray(String[]::new);
        try (ChildProcess running = PythonProgram.startPlain("without_terminal.py", server)) {
            int unused = running.awaitPort();

            hangUp(running.onlyChild());

            assertThat(running.awaitErrorLine(Pattern.compile(".* was read again: \\d+ students"))
                            .matches())
                    .isTrue();
            running.onlyChild().destroy();
            assertThat(running.exitCode()).isEqualTo(143);
        }
    }

    private static void hangUp(ProcessHandle process) throws InterruptedException {
        try (ChildProcess kill = ChildProcess.start(Map.of(), List.of("kill", "-HUP", "" + process.pid()))) {
            assertThat(kill.exitCode()).isZero();
        }
    }
}
