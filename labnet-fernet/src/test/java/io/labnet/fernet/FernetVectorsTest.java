// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors.Case;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FernetVectorsTest {
    private record Message(String key, long timestamp, Hex iv, Hex plaintext) {}

    private record Token(String token) {}

    private record Sealed(
            String key,
            String token,
            @Nullable Long now,
            @Nullable Long ttl,
            @Nullable Long skew) {}

    private record Opened(Hex plaintext) {}

    @TestFactory
    Stream<DynamicTest> generate() throws IOException {
        return EngineVectors.tests(
                "fernet/generate.json", Message.class, Token.class, FernetVectorsTest::assertGenerated);
    }

    @TestFactory
    Stream<DynamicTest> lengths() throws IOException {
        return EngineVectors.tests(
                "fernet/lengths.json", Message.class, Token.class, FernetVectorsTest::assertGenerated);
    }

    private static void assertGenerated(Case<Message, Token> vector, FernetEngine engine) {
        Message input = vector.input();
        String token = vector.expected().token();
        byte[] plaintext = input.plaintext().array();
        Fernet fernet = Fernet.of(FernetKey.parse(input.key()))
                .withEngine(engine)
                .withIvSource(() -> input.iv().array());
        boolean clockCanTellIt = input.timestamp() <= Instant.MAX.getEpochSecond();

        if (clockCanTellIt) {
            assertThat(fernet.at(Instant.ofEpochSecond(input.timestamp())).encrypt(plaintext))
                    .isEqualTo(token);
        }
        FernetMessage message = fernet.open(token);
        assertThat(message.bytes()).isEqualTo(plaintext);
        assertThat(message.timestamp()).isEqualTo(input.timestamp());
        assertThat(fernet.timestamp(token)).isEqualTo(input.timestamp());
        assertThat(FernetToken.parse(token).timestamp()).isEqualTo(input.timestamp());
    }

    @TestFactory
    Stream<DynamicTest> verify() throws IOException {
        return opened("fernet/verify.json");
    }

    @TestFactory
    Stream<DynamicTest> invalid() throws IOException {
        return opened("fernet/invalid.json");
    }

    @TestFactory
    Stream<DynamicTest> forged() throws IOException {
        return opened("fernet/forged.json");
    }

    @TestFactory
    Stream<DynamicTest> times() throws IOException {
        return opened("fernet/times.json");
    }

    private static Stream<DynamicTest> opened(String file) throws IOException {
        return EngineVectors.tests(file, Sealed.class, Opened.class, (vector, engine) -> {
            if (vector.refused() == null) {
                assertThat(decrypted(vector.input(), engine))
                        .isEqualTo(vector.expected().plaintext().array());
            } else {
                FernetException refusal = refusal(() -> decrypted(vector.input(), engine));
                assertThat(refusal.reason()).hasToString(vector.refused().reason());
                if (refusal.reason() == FernetException.Reason.INVALID) {
                    assertThat(refusal).hasMessage(Refusals.INVALID);
                }
            }
        });
    }

    private static byte[] decrypted(Sealed input, FernetEngine engine) {
        Fernet fernet = Fernet.of(FernetKey.parse(input.key())).withEngine(engine);
        if (input.now() != null) {
            fernet = fernet.at(Instant.ofEpochSecond(input.now()));
        }
        if (input.skew() != null) {
            fernet = fernet.withClockSkew(Duration.ofSeconds(input.skew()));
        }
        return input.ttl() == null
                ? fernet.decrypt(input.token())
                : fernet.decrypt(input.token(), Duration.ofSeconds(input.ttl()));
    }
}
