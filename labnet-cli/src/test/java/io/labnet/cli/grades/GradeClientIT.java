// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client as a process, with a person before it. */
class GradeClientIT {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.\n";

    @TempDir
    Path folder;

    private Path keys = Path.of("keys.csv");

    @BeforeEach
    void writeKeys() throws IOException {
        keys = Files.writeString(folder.resolve("keys.csv"), Documented.keys());
    }

    @Test
    void interactive_runsUntilInputEnds() throws Exception {
        Path grades = Files.writeString(folder.resolve("grades.csv"), Documented.csv("7"));
        try (ChildProcess server = ChildProcess.labnet("grades server --port 0 --csv " + grades);
                ChildProcess client = client(server.awaitPort())) {
            client.type("hello\n180393 GMA\n9999999 GMA\n1803933 gl1a\n1803933 GL1A\n");
            client.type("1803933,GG\n");
            client.type("");

            CommandRun run = client.end().exited(0);
            assertThat(run.out())
                    .isEqualTo(PROMPT.repeat(4)
                            + PROMPT + "Command entered: GL1A\nFetching Lab 1 average:\nLab 1 Average: 3.0\n"
                            + PROMPT + "Command entered: GG\nGetting Grades:\n"
                            + "Lab 1: 3, Lab 2: 9, Lab 3: 9, Lab 4: 0, Midterm: 7, "
                            + "Exam 1: 4, Exam 2: 5, Exam 3: 8, Exam 4: 10\n"
                            + PROMPT + "\n");
            assertThat(run.err())
                    .isEqualTo(INVALID
                            + "'h' at offset 0 is no digit: a request begins with a student number of 7 digits (grades-1.1)\n"
                            + INVALID + "' ' at offset 6, after 6 digits: a student number has 7 digits (grades-1.1)\n"
                            + INVALID + "the key file has no student number 9999999\n"
                            + INVALID
                            + "'gl1a' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)\n");
            assertThat(server.terminated().lines())
                    .filteredOn(line -> line.startsWith("Connection received"))
                    .hasSize(2);
        }
    }

    @Test
    void interactive_promptsImmediatelyAndEndsWithExit() throws Exception {
        try (ChildProcess client = client(1)) {
            // The prompt has no end of line, and must be seen before anything is typed.
            client.awaitLine(Pattern.compile(Pattern.quote(PROMPT)));
            client.type("exit\n");
            assertThat(client.end().succeeded()).isEqualTo(PROMPT);
        }
    }

    /** A client that is started with no standard input must not take one of the JVM's own files for it. */
    @Test
    void closedStandardInput_isAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: this system does not tell what is open");
        Map<String, String> environment = Map.of(
                "JVM", ChildProcess.labnetCommand("").get(0),
                "JAR", ChildProcess.jar().toString(),
                "CSV", keys.toString());
        String script = "exec \"$JVM\" -jar \"$JAR\" grades client --csv \"$CSV\" <&-";
        CommandRun run = ChildProcess.start(environment, List.of("/bin/sh", "-c", script))
                .end()
                .exited(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("labnet grades client: cannot read standard input: it is closed\n");
    }

    /** Both sides in one program. */
    @Test
    void grades_isEitherSide() throws Exception {
        try (ChildProcess server = grades("-r", "server", "--csv", Documented.SAMPLE.toString(), "--port", "0")) {
            String port = String.valueOf(server.awaitPort());
            CommandRun client = grades(
                            "-r", "client", "--csv", Documented.SAMPLE.toString(), "--port", port, "1823757", "GMA")
                    .end();
            assertThat(client.exited(0).out()).isEqualTo("Midterm Average: 11.288461538461538\n");
        }
    }

    private static ChildProcess grades(String... args) {
        List<String> java = List.of("-cp", ChildProcess.jar().toString(), Grades.class.getName());
        return ChildProcess.java(ChildProcess.concat(java, args).toArray(String[]::new));
    }

    private ChildProcess client(int port) {
        return ChildProcess.labnet("grades client --port " + port + " --csv " + keys);
    }
}
