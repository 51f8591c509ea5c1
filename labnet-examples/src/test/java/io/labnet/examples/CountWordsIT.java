// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are counted, or are not there. */
class CountWordsIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void main_countsTheWordsOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a text"), " one two\n\tthree");
        try (ChildProcess counter = main(file)) {
            assertThat(counter.exitCode()).as("%s", counter).isZero();
            assertThat(counter.out()).isEqualTo("3\n");
        }
    }

    @Test
    void main_saysThatThereIsNoSuchFile() throws Exception {
        Path missing = folder.resolve("nofile");
        try (ChildProcess counter = main(missing)) {
            assertThat(counter.exitCode()).as("%s", counter).isEqualTo(1);
            assertThat(counter.err()).isEqualTo("CountWords: " + missing + " cannot be read: there is no such file\n");
        }
    }

    @Test
    void textOfTheClient_isAFileThatIsThere() {
        Path missing = folder.resolve("nofile");
        CommandRun run = CommandRun.labnet(
                "compute", "client", "--port=1", "--studentID=20200000", "--submit=False", "--text=" + missing);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("labnet compute client: " + missing + " cannot be read: there is no such file\n");
    }

    @Test
    void reason_isNeverOnlyTheNameOfTheFile() {
        assertThat(CountWords.reason(new AccessDeniedException("a text"))).isEqualTo("permission denied");
        assertThat(CountWords.reason(new IOException("Is a directory"))).isEqualTo("Is a directory");
    }

    private static ChildProcess main(Path file) {
        return ChildProcess.java("-cp", ChildProcess.jar().toString(), CountWords.class.getName(), file.toString());
    }
}
