// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks which malformed base64 the strict and the lenient form accept, from a string, a buffer and a file. */
class Base64VectorsTest {
    private record Sealed(String key, String token) {}

    private record Opened(String message, String strict, String lenient, String bytes) {}

    @TempDir
    private Path directory;

    private static String outcome(String message, Callable<String> decryption) throws Exception {
        try {
            return decryption.call().equals(message) ? "ACCEPTED" : "WRONG MESSAGE";
        } catch (FernetException refusal) {
            return refusal.getMessage().equals(INVALID) ? refusal.reason().name() : "WRONG REFUSAL";
        }
    }

    @TestFactory
    Stream<DynamicTest> base64() throws IOException {
        return EngineVectors.tests("fernet/base64.json", Sealed.class, Opened.class, (vector, engine) -> {
            String token = vector.input().token();
            String message = vector.expected().message();
            Fernet strict = Fernet.of(FernetKey.parse(vector.input().key())).withEngine(engine);
            Fernet lenient = strict.lenient();
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(token);

            assertThat(outcome(message, () -> strict.decryptText(token)))
                    .isEqualTo(vector.expected().strict());
            assertThat(outcome(
                            message, () -> new FernetBuffers(strict).open(bytes).text()))
                    .isEqualTo(vector.expected().strict());
            assertThat(outcome(message, () -> lenient.decryptText(token)))
                    .isEqualTo(vector.expected().lenient());
            assertThat(outcome(
                            message,
                            () -> new FernetBuffers(lenient).open(bytes).text()))
                    .isEqualTo(vector.expected().bytes());
        });
    }

    @TestFactory
    Stream<DynamicTest> base64OfFiles() throws IOException {
        return Vectors.tests("fernet/base64.json", Sealed.class, Opened.class, vector -> {
            Path source =
                    Files.writeString(directory.resolve("token"), vector.input().token());
            Fernet fernet = Fernet.of(FernetKey.parse(vector.input().key()));
            Opened expected = vector.expected();
            boolean isOneLineFeedMore = vector.name().endsWith(": line feed after");

            assertThat(outcome(expected.message(), () -> decrypted(fernet, source)))
                    .isEqualTo(isOneLineFeedMore ? "ACCEPTED" : expected.strict());
            assertThat(outcome(expected.message(), () -> decrypted(fernet.lenient(), source)))
                    .isEqualTo(expected.bytes());
        });
    }

    private String decrypted(Fernet fernet, Path source) throws IOException {
        Path target = directory.resolve("message");
        new FernetFiles(fernet).decrypt(source, target);
        return Files.readString(target);
    }
}
