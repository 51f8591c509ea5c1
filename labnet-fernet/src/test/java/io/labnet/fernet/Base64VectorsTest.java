// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks which malformed base64 the strict and the lenient form accept, from a string, a buffer and a file. */
class Base64VectorsTest {
    private static final FernetKey KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @TempDir
    private Path directory;

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                .replace("\\", "\\\\"));
    }

    private static String outcome(String message, Callable<String> decryption) throws Exception {
        try {
            return decryption.call().equals(message) ? "ACCEPTED" : "WRONG MESSAGE";
        } catch (FernetException refusal) {
            return refusal.getMessage().equals(INVALID) ? refusal.reason().name() : "WRONG REFUSAL";
        }
    }

    @TestFactory
    Stream<DynamicTest> base64() {
        return VectorFile.testsOfEachEngine("base64.txt", (vector, engine) -> {
            String token = unescaped(vector.text("token"));
            String message = vector.text("message");
            Fernet strict = Fernet.of(KEY).withEngine(engine);
            Fernet lenient = strict.lenient();
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(token);

            assertThat(outcome(message, () -> strict.decryptText(token))).isEqualTo(vector.text("strict"));
            assertThat(outcome(
                            message, () -> new FernetBuffers(strict).open(bytes).text()))
                    .isEqualTo(vector.text("strict"));
            assertThat(outcome(message, () -> lenient.decryptText(token))).isEqualTo(vector.text("lenient"));
            assertThat(outcome(
                            message,
                            () -> new FernetBuffers(lenient).open(bytes).text()))
                    .isEqualTo(vector.text("bytes"));
        });
    }

    @TestFactory
    Stream<DynamicTest> base64OfFiles() throws Exception {
        return VectorFile.tests("base64.txt", vector -> {
            String token = unescaped(vector.text("token"));
            Path source = Files.writeString(directory.resolve("token"), token);
            Path target = directory.resolve("message");
            boolean isOneLineFeedMore = vector.text("name").endsWith(": line feed after");

            assertThat(outcome(vector.text("message"), () -> {
                        new FernetFiles(Fernet.of(KEY)).decrypt(source, target);
                        return Files.readString(target);
                    }))
                    .isEqualTo(isOneLineFeedMore ? "ACCEPTED" : vector.text("strict"));
            assertThat(outcome(vector.text("message"), () -> {
                        new FernetFiles(Fernet.of(KEY).lenient()).decrypt(source, target);
                        return Files.readString(target);
                    }))
                    .isEqualTo(vector.text("bytes"));
        });
    }
}
