// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.VectorFile.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FernetVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> generate() {
        return VectorFile.testsOfEachEngine("generate.txt", FernetVectorsTest::assertGenerated);
    }

    @TestFactory
    Stream<DynamicTest> lengths() {
        return VectorFile.testsOfEachEngine("lengths.txt", FernetVectorsTest::assertGenerated);
    }

    private static void assertGenerated(Case vector, FernetEngine engine) {
        long timestamp = Long.parseLong(vector.text("timestamp"));
        byte[] iv = HEX.parseHex(vector.text("iv"));
        byte[] plaintext = HEX.parseHex(vector.text("plaintext"));
        Fernet fernet = fernet(vector.text("key"), engine).withIvSource(() -> iv);
        boolean clockCanTellIt = timestamp <= Instant.MAX.getEpochSecond();

        if (clockCanTellIt) {
            assertThat(fernet.at(Instant.ofEpochSecond(timestamp)).encrypt(plaintext))
                    .isEqualTo(vector.text("token"));
        }
        FernetMessage message = fernet.open(vector.text("token"));
        assertThat(message.bytes()).isEqualTo(plaintext);
        assertThat(message.timestamp()).isEqualTo(timestamp);
        assertThat(fernet.timestamp(vector.text("token"))).isEqualTo(timestamp);
        assertThat(FernetToken.parse(vector.text("token")).timestamp()).isEqualTo(timestamp);
    }

    @TestFactory
    Stream<DynamicTest> verify() {
        return VectorFile.testsOfEachEngine("verify.txt", (vector, engine) -> assertThat(decrypted(vector, engine))
                .isEqualTo(HEX.parseHex(vector.text("plaintext"))));
    }

    @TestFactory
    Stream<DynamicTest> invalid() {
        return VectorFile.testsOfEachEngine(
                "invalid.txt", (vector, engine) -> assertRefused(vector.text("reason"), vector, engine));
    }

    @TestFactory
    Stream<DynamicTest> forged() {
        return VectorFile.testsOfEachEngine("forged.txt", (vector, engine) -> {
            if (vector.text("result").equals("ACCEPTED")) {
                assertThat(decrypted(vector, engine)).isEqualTo(HEX.parseHex(vector.text("plaintext")));
            } else {
                assertRefused(vector.text("result"), vector, engine);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> times() {
        return VectorFile.testsOfEachEngine("times.txt", (vector, engine) -> {
            if (vector.text("result").equals("ACCEPTED")) {
                assertThat(decrypted(vector, engine)).asString(US_ASCII).isEqualTo("time");
            } else {
                assertRefused(vector.text("result"), vector, engine);
            }
        });
    }

    private static void assertRefused(String reason, Case vector, FernetEngine engine) {
        FernetException refusal = refusal(() -> decrypted(vector, engine));
        assertThat(refusal.reason()).hasToString(reason);
        if (refusal.reason() == FernetException.Reason.INVALID) {
            assertThat(refusal).hasMessage(Refusals.INVALID);
        }
    }

    private static byte[] decrypted(Case vector, FernetEngine engine) {
        Fernet fernet = fernet(vector.text("key"), engine);
        String now = vector.optional("now");
        if (now != null) {
            fernet = fernet.at(Instant.ofEpochSecond(Long.parseLong(now)));
        }
        String skew = vector.optional("skew");
        if (skew != null) {
            fernet = fernet.withClockSkew(Duration.ofSeconds(Long.parseLong(skew)));
        }
        String ttl = vector.optional("ttl");
        return ttl == null
                ? fernet.decrypt(vector.text("token"))
                : fernet.decrypt(vector.text("token"), Duration.ofSeconds(Long.parseLong(ttl)));
    }

    private static Fernet fernet(String key, FernetEngine engine) {
        return Fernet.of(FernetKey.parse(key)).withEngine(engine);
    }
}
