// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process, and at the other end a Python program with the library that student programs use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradeServerIT {
    private static final String SERVER = "grades server --port 0 --csv ";

    /** How long the token of a short midterm average is. */
    private static final int TOKEN_LENGTH = 120;

    private final ChildProcess server = ChildProcess.labnet(SERVER + Documented.SAMPLE);

    @AfterAll
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forms", "byte_by_byte", "stray_newlines", "crowd", "refusals"})
    void server_satisfiesPython(String check) throws Exception {
        assertPasses(check, server);
    }

    @ParameterizedTest
    @CsvSource({
        "--keep-open, keep_open refusals",
        "--idle=1, silence",
        "--reply=token-and-key, two_recvs",
    })
    void serverWithAnOption_satisfiesPython(String option, String checks) throws Exception {
        try (ChildProcess other = ChildProcess.labnet(SERVER + Documented.SAMPLE, option)) {
            for (String check : CommandRun.words(checks)) {
                assertPasses(check, other);
            }
        }
    }

    @Test
    void changedFile_isReadForOpenConnection(@TempDir Path folder) throws Exception {
        Path csv = Files.writeString(folder.resolve("grades.csv"), Documented.csv("7"));
        try (ChildProcess reading = ChildProcess.labnet(SERVER + csv + " --keep-open");
                Socket socket = reading.connect()) {
            assertThat(midterm(socket)).isEqualTo("Midterm Average: 7.0");

            // Moves a whole file into the place of the old one, as an editor does.
            Path next = Files.writeString(folder.resolve("next.csv"), Documented.csv("8.5"));
            Files.move(next, csv, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(ChildProcess.PATIENCE).until(() -> midterm(socket), "Midterm Average: 8.5"::equals);
            socket.shutdownOutput();
            CommandRun run = reading.terminated();
            assertThat(run.err()).isEqualTo(csv + " was read again: 1 student\n");
            assertThat(run.lines())
                    .filteredOn(line -> line.startsWith("Connection received"))
                    .hasSize(1);
        }
    }

    private static String midterm(Socket socket) throws IOException {
        socket.getOutputStream().write("1803933GMA\n".getBytes(StandardCharsets.US_ASCII));
        byte[] token = socket.getInputStream().readNBytes(TOKEN_LENGTH);
        return Fernet.of(Documented.KEY).decryptText(new String(token, StandardCharsets.US_ASCII));
    }

    private static void assertPasses(String check, ChildProcess server) throws Exception {
        server.satisfies("grade_checks.py", check, Documented.SAMPLE.toString());
    }
}
