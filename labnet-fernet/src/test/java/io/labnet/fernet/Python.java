// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the Python package {@code cryptography}, whose tokens students use. Tests that need it are skipped if it is
 * missing.
 */
public record Python(Path directory) {
    public Python {
        assumeTrue(
                hasCryptography(),
                "skipped: 'python3 -c \"import cryptography\"' fails here, so there is no other Fernet to talk to");
    }

    private static boolean hasCryptography() {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import cryptography")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Python is looked for", e);
        }
    }

    /** Runs a script from {@code /python} in one process, and returns the lines that it prints. */
    List<String> run(String script, List<String> input, String... arguments) throws Exception {
        Path in = Files.write(directory.resolve("input"), input);
        Path out = directory.resolve("output");
        Path errors = directory.resolve("errors");
        List<String> command = new ArrayList<>(List.of("python3", "-c", text(script)));
        command.addAll(List.of(arguments));
        Process python = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(python.waitFor(60, TimeUnit.SECONDS)).as("Python ended").isTrue();
        } finally {
            python.destroyForcibly();
        }
        assertThat(python.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(out);
    }

    private static String text(String script) throws IOException {
        try (InputStream in = Python.class.getResourceAsStream("/python/" + script)) {
            assertThat(in).as(script).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
