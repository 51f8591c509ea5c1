// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and servers that understand one form of request only, as most of those do that students write. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class StrictServersIT {
    @TempDir
    Path folder;

    private Path keys = Path.of("keys.csv");

    @BeforeEach
    void writeKeys() throws IOException {
        keys = Files.writeString(folder.resolve("keys.csv"), "ID Number,Key\n1803933," + Documented.KEY.text() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dies", "hangs-up"})
    void twoWords_areSentWithASpace(String form) throws Exception {
        try (ChildProcess server = start(form)) {
            assertAnswered(run(server, "1803933", "GMA"));
            assertAnswered(run(server, "1803933 GMA"));
            assertThat(server.out().lines().skip(1)).containsExactly("b'1803933 GMA'", "b'1803933 GMA'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "joined, none, 1803933GMA",
        "comma, comma, '1803933,GMA'",
        "hangs-up, space, 1803933 GMA",
        "hangs-up, typed, 1803933 GMA"
    })
    void separator_followsOption(String form, String separator, String sent) throws Exception {
        try (ChildProcess server = start(form)) {
            assertAnswered(run(server, "--separator=" + separator, "1803933", "GMA"));
            assertThat(server.out().lines().skip(1)).containsExactly("b'" + sent + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1803933GMA", "1803933,GMA", "1803933,  GMA"})
    void oneWord_isSentAsTyped(String typed) throws Exception {
        try (ChildProcess server = start("joined")) {
            run(server, typed);
            assertThat(server.out().lines().skip(1)).containsExactly("b'" + typed + "'");
        }
    }

    @Test
    void closingServer_isReportedWithRequestAndCauses() throws Exception {
        try (ChildProcess server = start("hangs-up")) {
            assertUnanswered(run(server, "1803933GMA"));
            assertThat(server.out().lines().skip(1)).containsExactly("b'1803933GMA'");
        }
    }

    @Test
    void crashingServer_isReportedWithRequestAndCauses() throws Exception {
        try (ChildProcess server = start("dies")) {
            assertUnanswered(run(server, "1803933GMA"));
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.err()).contains("IndexError");
        }
    }

    private ChildProcess start(String form) throws Exception {
        return PythonProgram.start("grade_strict_server.py", Documented.KEY.text(), Documented.MIDTERM_TEXT, form);
    }

    private CommandRun run(ChildProcess server, String... words) {
        return CommandRun.labnet("grades client --port " + server.awaitPort() + " --csv " + keys, words);
    }

    private static void assertAnswered(CommandRun run) {
        assertThat(run.succeeded()).isEqualTo(Documented.MIDTERM_TEXT + System.lineSeparator());
    }

    private static void assertUnanswered(CommandRun run) {
        run.failed("the server closed the connection without a reply; the request was "
                + "'1803933GMA' (bytes 31 38 30 33 39 33 33 47 4d 41); either the server does not know the "
                + "student number, or it expects another separator between number and command "
                + "(grades-3.1): try --separator=none, space or comma");
    }
}
