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
        try (ChildProcess server = start(temporary)) {
            server.listening().kill();
            server.exitCode();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void missingTemporaryDirectory_isNamedInOneLine() throws Exception {
        Path missing = directory.resolve("missing");
        start(missing)
                .end()
                .failed(
                        db()
                                + ": SQLite's library cannot be loaded from the temporary directory " + missing
                                + ": there is no such directory; choose another directory with java -Dorg.sqlite.tmpdir=DIRECTORY");
    }

    private ChildProcess start(Path temporary) {
        return ChildProcess.java(
                "-Djava.io.tmpdir=" + directory,
                "-Dorg.sqlite.tmpdir=" + temporary,
                "-jar",
                ChildProcess.jar().toString(),
                "xor",
                "server",
                "--port=0",
                "--words=1",
                "--db=" + db());
    }

    private Path db() {
        return directory.resolve("scores.db");
    }
}
