// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client, asked once. */
class GradeClientTest {
    private static final String ANSWER = Documented.MIDTERM_TEXT + "\n";

    @TempDir
    Path folder;

    private Path keys = Path.of("keys.csv");

    @BeforeEach
    void writeKeys() throws IOException {
        keys = Files.writeString(folder.resolve("keys.csv"), Documented.keys());
    }

    @Test
    void client_understandsEveryReplyOfAPythonServer() throws Exception {
        List<String> scripts = List.of("t", "tk", "kt", "t-k", "k-t", "to");
        List<String> args = new ArrayList<>(List.of(Documented.KEY.text(), Documented.MIDTERM_TEXT));
        args.addAll(scripts);
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
    void client_keyInReply_printsWarning() throws Exception {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, "t-k.").start(new TcpTransport())) {
            CommandRun client = client(server.endpoint().port(), "0000042", "GMA");

            assertThat(client.exited(0).out()).isEqualTo(ANSWER);
            assertThat(client.errorLines()).singleElement().asString().startsWith("warning: ");
        }
    }

    @Test
    void noReply_isOneLineOnStandardError() throws Exception {
        try (Server server = new ScriptedGradeServer("", ".").start(new TcpTransport())) {
            assertThat(client(server.endpoint().port(), "1803933", "GMA").failure())
                    .startsWith("the server closed the connection without a reply");
        }
    }

    @Test
    void wrongKey_isOneLineOnStandardError() throws Exception {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, "t.").start(new TcpTransport())) {
            assertThat(client(server.endpoint().port(), "0000042GMA").failure())
                    .startsWith("the reply cannot be read: ");
        }
    }

    private void assertAnswers(String script, int port) {
        assertThat(client(port, "1803933", "GMA").succeeded()).as(script).isEqualTo(ANSWER);
    }

    private CommandRun client(int port, String... request) {
        return CommandRun.labnet("grades client --port " + port + " --csv " + keys, request);
    }
}
