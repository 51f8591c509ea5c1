// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A shell in a folder, where {@code fernet ...} is the command from its jar: for what only processes have, such as pipes
 * and streams that are closed or full.
 *
 * @param folder where it works
 * @param jvmOptions how the JVM is started, in words without spaces
 */
record FernetShell(Path folder, String jvmOptions) {
    private static final String PRELUDE =
            "cd \"$FOLDER\" && fernet() { \"$JVM\" $JVM_OPTIONS -jar \"$JAR\" fernet \"$@\"; } && ";

    FernetShell {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
    }

    FernetShell(Path folder) {
        this(folder, String.join(" ", ChildProcess.jarOptions()));
    }

    ChildProcess run(String script) {
        Map<String, String> environment = Map.of(
                "FOLDER", folder.toString(),
                "JVM", ChildProcess.labnetCommand("").get(0),
                "JVM_OPTIONS", jvmOptions,
                "JAR", ChildProcess.jar().toString());
        return ChildProcess.start(environment, List.of("/bin/sh", "-c", PRELUDE + script));
    }

    /** Runs what has to end well and silently. */
    void succeeds(String script) throws Exception {
        assertThat(run(script).end().succeeded()).isEmpty();
    }

    /** Runs what has to fail with exit code 1, one line on standard error, and nothing on standard output. */
    void refuses(String script, String line) throws Exception {
        CommandRun run = run(script).end().exited(1);
        assertThat(run.errorLines()).containsExactly(line);
        assertThat(run.out()).isEmpty();
    }
}
