// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.fernet.Fernet;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grade file changes while a client keeps its connection. */
class GradeFileReloadIT {
    /** How long the token of a short midterm average is. */
    private static final int TOKEN_LENGTH = 120;

    @TempDir
    Path folder;

    @Test
    void connection_isAnsweredFromTheFileAsItIs() throws Exception {
        Path csv = Files.writeString(folder.resolve("grades.csv"), Documented.csv("7"));
        try (GradeServerProcess server = GradeServerProcess.start(csv, "--keep-open");
                Socket socket = server.connect()) {
            assertThat(midterm(socket)).isEqualTo("Midterm Average: 7.0");

            replace(csv, Documented.csv("8.5"));
            awaitMidterm(socket, "Midterm Average: 8.5");

            assertThat(server.process().err()).isEqualTo(csv + " was read again: 1 student\n");
            socket.shutdownOutput();
            assertThat(server.terminated())
                    .filteredOn(line -> line.startsWith("Connection received"))
                    .hasSize(1);
        }
    }

    private static void awaitMidterm(Socket socket, String text) {
        await().atMost(ChildProcess.PATIENCE).until(() -> midterm(socket), text::equals);
    }

    private static String midterm(Socket socket) throws IOException {
        GradeServerProcess.send(socket, "1803933GMA\n");
        return Fernet.of(Documented.KEY).decryptText(GradeServerProcess.token(socket, TOKEN_LENGTH));
    }

    /** Moves a whole file into the place of the old one, if there is one, as an editor does. */
    private void replace(Path file, String csv) throws IOException {
        Path next = Files.writeString(folder.resolve("next.csv"), csv);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
