// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the Python package {@code cryptography} and this library accept each other's tokens and refuse the same
 * texts.
 */
class PythonInteropTest {
    private static final int TOKENS = 10_000;
    private static final int LONGEST_MESSAGE = 300;
    private static final String REFUSED = "refused";

    @TempDir
    private Path directory;

    private Python python;

    @BeforeEach
    void needsPython() {
        python = new Python(directory);
    }

    private static byte[] message(Random random) {
        byte[] message = new byte[random.nextInt(LONGEST_MESSAGE)];
        random.nextBytes(message);
        return message;
    }

    private static String hex(byte[] message) {
        return message.length == 0 ? "-" : HexFormat.of().formatHex(message);
    }

    @Test
    void tokens_areDecryptedByEachOther() throws Exception {
        List<FernetKey> keys = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        Random random = new Random(50_007);
        for (int i = 0; i < TOKENS; i++) {
            FernetKey key = FernetKey.generate(random);
            keys.add(key);
            messages.add(message(random));
            requests.add(key.text() + " " + fernet(key, i).encrypt(messages.get(i)));
        }

        List<String> answers = python.run("both_ways.py", requests);

        assertThat(answers).hasSize(TOKENS);
        for (int i = 0; i < TOKENS; i++) {
            String[] answer = answers.get(i).split(" ", -1);
            Fernet fernet = fernet(keys.get(i), i);
            assertThat(answer[0]).isEqualTo(hex(messages.get(i)));
            assertThat(answer[1])
                    .isEqualTo(Long.toUnsignedString(
                            fernet.timestamp(requests.get(i).split(" ", -1)[1])));
            assertThat(fernet.decrypt(answer[2], Duration.ofHours(1))).isEqualTo(messages.get(i));
        }
    }

    /** Returns a Fernet whose engine alternates with the number of the token. */
    private static Fernet fernet(FernetKey key, int number) {
        return Fernet.of(key).withEngine(number % 2 == 0 ? FernetEngine.JDK : FernetEngine.BOUNCY_CASTLE);
    }

    @Test
    void lenient_acceptsSameTextsAsPython() throws Exception {
        Random random = new Random(48);
        TokenMutator mutator = new TokenMutator(random);
        FernetKey key = FernetKey.generate(random);
        Fernet lenient = Fernet.of(key).lenient();
        List<String> tokens = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            String token = mutator.mutated(lenient.encrypt(message(random)));
            tokens.add(token);
            requests.add(key.text() + " " + HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_8)));
        }

        List<String> verdicts = python.run("verdicts.py", requests);

        assertThat(verdicts).hasSize(TOKENS + 1);
        int taken = 0;
        for (int i = 0; i < TOKENS; i++) {
            String token = tokens.get(i);
            String text = verdict(() -> lenient.decrypt(token));
            String bytes = verdict(() -> new FernetBuffers(lenient)
                    .open(StandardCharsets.UTF_8.encode(token))
                    .bytes());
            assertThat(text + " " + bytes)
                    .as("%s, with versions %s", requests.get(i), verdicts.get(0))
                    .isEqualTo(verdicts.get(i + 1));
            taken += text.equals(REFUSED) ? 0 : 1;
        }
        assertThat(taken).as("some of each").isBetween(TOKENS / 5, TOKENS * 4 / 5);
    }

    private static String verdict(Callable<byte[]> decryption) throws Exception {
        try {
            return hex(decryption.call());
        } catch (FernetException refusal) {
            return REFUSED;
        }
    }

    @Test
    void files_areDecryptedByEachOther() throws Exception {
        FernetKey key = FernetKey.generate();
        FernetFiles files = new FernetFiles(Fernet.of(key));
        byte[] message = new byte[1_000_003];
        new Random(3).nextBytes(message);
        Path plain = Files.write(directory.resolve("plain"), message);
        Path ours = directory.resolve("ours");
        Path theirs = directory.resolve("theirs");
        files.encrypt(plain, ours);

        python.run("files.py", List.of(), key.text(), ours.toString(), theirs.toString());
        files.decrypt(theirs, plain, Duration.ofHours(1));

        assertThat(plain).hasBinaryContent(message);
    }
}
