// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is started with no standard input must not take one of the JVM's own files for it. */
class ClosedInputIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void closedStandardInput_isAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: this system does not tell what is open");
        Path csv =
                Files.writeString(folder.resolve("keys.csv"), "ID Number,Key\n1803933," + Documented.KEY.text() + "\n");
        Map<String, String> environment = Map.of(
                "JVM", ChildProcess.labnetCommand().get(0),
                "JAR", ChildProcess.jar().toString(),
                "CSV", csv.toString());
        String script = "exec \"$JVM\" -jar \"$JAR\" grades client --csv \"$CSV\" <&-";
        try (ChildProcess client = ChildProcess.start(environment, List.of("/bin/sh", "-c", script))) {
            assertThat(client.exitCode()).as("%s", client).isEqualTo(1);
            assertThat(client.out()).isEmpty();
            assertThat(client.err()).isEqualTo("labnet grades client: cannot read standard input: it is closed\n");
        }
    }
}
