// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens to and from the Python package {@code cryptography}, whose tokens students use. Skipped where it is missing.
 */
class PythonInteropTest {
    private static final int MESSAGES = 300;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsPython() throws Exception {
        assumeTrue(
                hasCryptography(),
                "skipped: 'python3 -c \"import cryptography\"' fails here, so there is no other Fernet to talk to");
    }

    private static boolean hasCryptography() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import cryptography")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    @Test
    void pythonAndThis_takeEachOthersTokens() throws Exception {
        List<Fernet> fernets = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        Random random = new Random(50_007);
        for (int length = 0; length < MESSAGES; length++) {
            FernetKey key = FernetKey.generate(random);
            byte[] message = new byte[length];
            random.nextBytes(message);
            fernets.add(Fernet.of(key));
            messages.add(message);
            requests.add(key.text() + " " + fernets.get(length).encrypt(message));
        }

        List<String> answers = answers(requests);

        assertThat(answers).hasSize(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            String[] answer = answers.get(i).split(" ", -1);
            String hex = HexFormat.of().formatHex(messages.get(i));
            assertThat(answer[0]).isEqualTo(hex.isEmpty() ? "-" : hex);
            assertThat(fernets.get(i).decrypt(answer[1], Duration.ofHours(1))).isEqualTo(messages.get(i));
        }
    }

    private List<String> answers(List<String> requests) throws Exception {
        Path in = Files.write(directory.resolve("requests"), requests);
        Path out = directory.resolve("answers");
        Path errors = directory.resolve("errors");
        Process python = new ProcessBuilder("python3", "-c", script())
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

    private static String script() {
        try (InputStream in = PythonInteropTest.class.getResourceAsStream("/python/both_ways.py")) {
            assertThat(in).as("/python/both_ways.py").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
