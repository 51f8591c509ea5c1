// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client as a process. */
class GradeClientIT {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.\n";
    private static final String ANSWER = Documented.MIDTERM_TEXT + "\n";

    @TempDir
    Path folder;

    private Path keys = Path.of("keys.csv");

    @BeforeEach
    void writeKeys() throws IOException {
        keys = Files.writeString(
                folder.resolve("keys.csv"),
                "ID Number,Key\n1803933," + Documented.KEY.text() + "\n0000042,"
                        + Documented.OTHER.key().text() + "\n");
    }

    @Test
    void client_understandsEveryReplyOfAPythonServer() throws Exception {
        List<String> scripts = List.of("t", "tk", "kt", "t-k", "k-t", "to");
        String[] args = Stream.concat(Stream.of(Documented.KEY.text(), Documented.MIDTERM_TEXT), scripts.stream())
                .toArray(String[]::new);
        try (ChildProcess server = PythonProgram.start("grade_server.py", args)) {
            int port = server.awaitPort();
            for (String script : scripts) {
                assertAnswers(script, port);
            }
            assertThat(server.out().lines().skip(1)).hasSize(scripts.size()).containsOnly("1803933 GMA");
        }
    }

    @Test
    void client_printsTheTextAlone() throws Exception {
        for (String script : List.of("t.", "tk.", "k-t.")) {
            try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, script).start(new TcpTransport())) {
                assertAnswers(script, server.endpoint().port());
            }
        }
    }

    @Test
    void client_warnsOnStandardErrorOfAKeyThatWasSent() throws Exception {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, "t-k.").start(new TcpTransport());
                ChildProcess client = client(server.endpoint().port(), "0000042", "GMA")) {
            assertThat(client.exitCode()).isZero();
            assertThat(client.out()).isEqualTo(ANSWER);
            assertThat(client.err().lines()).singleElement().asString().startsWith("warning: ");
        }
    }

    @Test
    void noReply_isOneLineOnStandardError() throws Exception {
        try (Server server = new ScriptedGradeServer("", ".").start(new TcpTransport());
                ChildProcess client = client(server.endpoint().port(), "1803933", "GMA")) {
            assertThat(client.exitCode()).isEqualTo(1);
            assertThat(client.out()).isEmpty();
            assertThat(client.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("labnet grades client: the server closed the connection without a reply");
        }
    }

    @Test
    void wrongKey_isOneLineOnStandardError() throws Exception {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, "t.").start(new TcpTransport());
                ChildProcess client = client(server.endpoint().port(), "0000042GMA")) {
            assertThat(client.exitCode()).isEqualTo(1);
            assertThat(client.out()).isEmpty();
            assertThat(client.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("labnet grades client: the reply cannot be read: ");
        }
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

    private void assertAnswers(String script, int port) throws InterruptedException {
        try (ChildProcess client = client(port, "1803933", "GMA")) {
            assertThat(client.exitCode()).as("%s: %s", script, client).isZero();
            assertThat(client.out()).as(script).isEqualTo(ANSWER);
            assertThat(client.err()).as(script).isEmpty();
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
