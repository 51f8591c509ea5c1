// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.grades.Documented;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The signals SIGHUP, which a server without a terminal survives, and SIGTERM, while a program has hardly begun. */
class SignalIT {
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hangUp_ofAServerWithoutTerminal_changesNothing() throws Exception {
        try (ChildProcess running = withoutTerminal("crds server --port=0")) {
            int port = running.awaitPort();
            hangUp(running.onlyChild());
            CommandRun.labnet("crds list --port=" + port).exited(0);
            running.onlyChild().destroy();
            // Ended by the hang-up it would have said 129.
            running.end().exited(143);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hangUp_ofAGradeServer_readsItsFileAgain(@TempDir Path folder) throws Exception {
        Path grades = Files.copy(Documented.SAMPLE, folder.resolve("grades.csv"));
        try (ChildProcess running = withoutTerminal("grades server --port=0", "--csv=" + grades)) {
            int unused = running.awaitPort();
            hangUp(running.onlyChild());
            running.awaitErrorLine(Pattern.compile(".* was read again: \\d+ students"));
            running.onlyChild().destroy();
            running.end().exited(143);
        }
    }

    @ParameterizedTest
    @EnumSource
    void terminate_whileAProgramStarts_endsItQuietly(LateStart.Begun begun) throws Exception {
        String classPath = System.getProperty("java.class.path");
        try (ChildProcess program = ChildProcess.java("-cp", classPath, LateStart.class.getName(), begun.name())) {
            program.awaitLine(Pattern.compile("ready"));
            CommandRun run = program.terminated().exited(143);
            assertThat(run.out()).isEqualTo("ready\n");
            assertThat(run.err()).isEmpty();
        }
    }

    private static ChildProcess withoutTerminal(String line, String... more) throws Exception {
        return PythonProgram.start("without_terminal.py", ChildProcess.labnetCommand(line, more));
    }

    private static void hangUp(ProcessHandle process) throws Exception {
        ChildProcess.start(Map.of(), List.of("kill", "-HUP", "" + process.pid()))
                .end()
                .exited(0);
    }
}
