// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    void interactive_goesOnUntilTheInputEnds() throws Exception {
        try (GradeServerProcess server = GradeServerProcess.start(gradeFile());
                ChildProcess client = client(server.port())) {
            client.type("hello\n180393 GMA\n9999999 GMA\n1803933 gl1a\n1803933 GL1A\n");
            client.type("1803933,GG\n");
            client.type("");

            assertThat(client.exitCode()).isZero();
            assertThat(client.out())
                    .isEqualTo(PROMPT.repeat(4)
                            + PROMPT + "Command entered: GL1A\nFetching Lab 1 average:\nLab 1 Average: 3.0\n"
                            + PROMPT + "Command entered: GG\nGetting Grades:\n"
                            + "Lab 1: 3, Lab 2: 9, Lab 3: 9, Lab 4: 0, Midterm: 7, "
                            + "Exam 1: 4, Exam 2: 5, Exam 3: 8, Exam 4: 10\n"
                            + PROMPT + "\n");
            assertThat(client.err())
                    .isEqualTo(INVALID + "'hello' does not begin with a student number, which has 7 digits\n"
                            + INVALID + "'180393 GMA' does not begin with a student number, which has 7 digits\n"
                            + INVALID + "the key file has no student number 9999999\n"
                            + INVALID + "'gl1a' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals\n");
            assertThat(server.terminated())
                    .filteredOn(line -> line.startsWith("Connection received"))
                    .hasSize(2);
        }
    }

    @Test
    void interactive_promptsAtOnceAndEndsWithExit() throws Exception {
        try (ChildProcess client = client(1)) {
            // The prompt has no end of line, and must be seen before anything is typed.
            client.awaitLine(Pattern.compile(Pattern.quote(PROMPT)));
            client.type("exit\n");

            assertThat(client.exitCode()).isZero();
            assertThat(client.out()).isEqualTo(PROMPT);
            assertThat(client.err()).isEmpty();
        }
    }

    private ChildProcess client(int port, String... request) {
        Stream<String> fixed = Stream.of("grades", "client", "--port", String.valueOf(port), "--csv", keys.toString());
        return ChildProcess.labnet(Stream.concat(fixed, Stream.of(request)).toArray(String[]::new));
    }

    private Path gradeFile() throws IOException {
        return Files.writeString(folder.resolve("grades.csv"), Documented.csv("7"));
    }
}
