// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the native library is left, and what is said where it cannot be put anywhere. */
class SqliteLibraryIT {
    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a loaded library cannot be deleted there")
    void killedServer_leavesNothingInTheTemporaryDirectory() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (ChildProcess server = start(temporary, "xor", "server", "--port", "0", "--words", "1", "--db")) {
            server.awaitPort();
            server.kill();
            server.exitCode();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void missingTemporaryDirectory_isNamedInOneLine() throws Exception {
        Path missing = directory.resolve("missing");
        try (ChildProcess server = start(missing, "xor", "server", "--port", "0", "--db")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.err().lines())
                    .containsExactly("labnet xor server: " + db()
                            + ": SQLite's library cannot be loaded from the temporary"
                            + " directory " + missing + ": there is no such directory; name another directory by"
                            + " java -Dorg.sqlite.tmpdir=DIRECTORY");
        }
    }

    private ChildProcess start(Path temporary, String... args) {
        String[] command = new String[args.length + 5];
        command[0] = "-Djava.io.tmpdir=" + directory;
        command[1] = "-Dorg.sqlite.tmpdir=" + temporary;
        command[2] = "-jar";
        command[3] = ChildProcess.jar().toString();
        System.arraycopy(args, 0, command, 4, args.length);
        command[args.length + 4] = db().toString();
        return ChildProcess.java(command);
    }

    private Path db() {
        return directory.resolve("scores.db");
    }
}
