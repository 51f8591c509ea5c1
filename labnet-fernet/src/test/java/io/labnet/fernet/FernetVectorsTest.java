// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.VectorFile.Case;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FernetVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> generate() throws IOException {
        return VectorFile.tests("generate.txt", vector -> {
            long timestamp = Long.parseLong(vector.text("timestamp"));
            byte[] iv = HEX.parseHex(vector.text("iv"));
            byte[] plaintext = HEX.parseHex(vector.text("plaintext"));
            Fernet fernet = Fernet.of(FernetKey.parse(vector.text("key"))).withIvSource(() -> iv);
            boolean clockCanTellIt = timestamp <= Instant.MAX.getEpochSecond();

            if (clockCanTellIt) {
                assertThat(fernet.withClock(clock(timestamp)).encrypt(plaintext))
                        .isEqualTo(vector.text("token"));
            }
            assertThat(fernet.decrypt(vector.text("token"))).isEqualTo(plaintext);
            assertThat(FernetToken.parse(vector.text("token")).timestamp()).isEqualTo(timestamp);
        });
    }

    @TestFactory
    Stream<DynamicTest> verify() throws IOException {
        return VectorFile.tests("verify.txt", vector -> assertThat(decrypted(vector))
                .isEqualTo(HEX.parseHex(vector.text("plaintext"))));
    }

    @TestFactory
    Stream<DynamicTest> invalid() throws IOException {
        return VectorFile.tests("invalid.txt", vector -> {
            FernetException refusal = refusal(() -> decrypted(vector));
            assertThat(refusal.reason()).hasToString(vector.text("reason"));
            if (refusal.reason() == FernetException.Reason.INVALID) {
                assertThat(refusal).hasMessage(Refusals.INVALID);
            }
        });
    }

    private static byte[] decrypted(Case vector) {
        Fernet fernet = Fernet.of(FernetKey.parse(vector.text("key")));
        String now = vector.optional("now");
        if (now != null) {
            fernet = fernet.withClock(clock(Long.parseLong(now)));
        }
        String ttl = vector.optional("ttl");
        return ttl == null
                ? fernet.decrypt(vector.text("token"))
                : fernet.decrypt(vector.text("token"), Duration.ofSeconds(Long.parseLong(ttl)));
    }

    private static Clock clock(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }
}
