// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that a shell runs. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static ProgramRun shell(String script) throws IOException {
        return new ProgramCommand(List.of("/bin/sh", "-c", script), null, 0, 0)
                .start(Map.of("port", "4000", "id", "{port}"));
    }

    @Test
    void placeholders_areReplacedOnce() throws Exception {
        try (ProgramRun run = shell("echo {port} {id} {other}")) {
            assertThat(run.awaitOutput(text -> text.equals("4000 {port} {other}\n"), PATIENCE))
                    .as(run.output())
                    .isTrue();
        }
    }

    @Test
    void bothOutputs_areKept() throws Exception {
        try (ProgramRun run = shell("read line; echo \"<$line>\"; echo error >&2; exit 3")) {
            run.input("typed\n");
            assertThat(run.awaitExit(PATIENCE)).isTrue();
            assertThat(run.awaitOutput(text -> text.equals("<typed>\nerror\n"), PATIENCE))
                    .as(run.output())
                    .isTrue();
            assertThat(run.ending()).isEqualTo("ended with exit status 3");
        }
    }

    @Test
    void signal_isNamed() throws Exception {
        try (ProgramRun run = shell("kill -SEGV $$")) {
            assertThat(run.awaitExit(PATIENCE)).isTrue();
            assertThat(run.ending()).isEqualTo("was ended by SIGSEGV (exit status 139)");
        }
    }

    @Test
    void endlessOutput_isBounded() throws Exception {
        try (ProgramRun run = shell("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end")) {
            assertThat(run.awaitOutput(text -> text.endsWith("x\nend\n"), PATIENCE))
                    .isTrue();
            assertThat(run.output()).hasSizeLessThanOrEqualTo(ProgramRun.MAX_OUTPUT);
        }
    }

    @Test
    void close_endsTheProcessesThatTheProgramStarted() throws Exception {
        long child;
        try (ProgramRun run = shell("(trap '' TERM; exec tail -f /dev/null) & echo \"child $!\"; wait")) {
            Pattern line = Pattern.compile("child (\\d+)\n");
            assertThat(run.awaitOutput(text -> line.matcher(text).matches(), PATIENCE))
                    .isTrue();
            Matcher found = line.matcher(run.output());
            assertThat(found.matches()).isTrue();
            child = Long.parseLong(found.group(1));
        }
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
    }

    @Test
    void workingDirectory_isGiven(@TempDir Path folder) throws Exception {
        ProgramCommand command = new ProgramCommand(List.of("/bin/pwd"), folder, 0, 0);
        try (ProgramRun run = command.start(Map.of())) {
            String expected = folder.toRealPath() + "\n";
            assertThat(run.awaitOutput(text -> text.equals(expected), PATIENCE)).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memory_isLimited() throws Exception {
        ProgramCommand command = new ProgramCommand(
                List.of("/bin/sh", "-c", "x=$(head -c 100000000 /dev/zero | tr '\\0' x); echo survived"),
                null,
                32 << 20,
                0);
        try (ProgramRun run = command.start(Map.of())) {
            assertThat(run.awaitExit(PATIENCE)).isTrue();
            assertThat(run.output()).doesNotContain("survived");
        }
    }

    @Test
    void missingProgram_cannotBeStarted() {
        ProgramCommand command = new ProgramCommand(List.of("/no/such/program"), null, 0, 0);
        // Where the group is made by another program, that one says so.
        assertThatThrownBy(() -> {
                    try (ProgramRun run = command.start(Map.of())) {
                        assertThat(run.awaitExit(PATIENCE)).isTrue();
                        throw new IOException(run.ending() + run.output());
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }
}
