// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code labnet fernet inspect}, which needs no key and so believes any MAC. */
class FernetInspectTest {
    private static final String IV = "000102030405060708090a0b0c0d0e0f";
    private static final String ZEROS = "0".repeat(64);

    @Test
    void fields_areShown() {
        CommandRun run = FernetRun.fed(token(1_700_000_000, 48) + "\n", "inspect --at 1700000005");

        assertThat(run.succeeded())
                .isEqualTo("version     0x80\n"
                        + "timestamp   1700000000 (2023-11-14T22:13:20Z)\n"
                        + "age         5 s\n"
                        + "iv          " + IV + "\n"
                        + "ciphertext  48 bytes (a message of 32 to 47 bytes)\n"
                        + "mac         " + ZEROS + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | 0 (1970-01-01T00:00:00Z) | 0 s
            0 | 3599 | 0 (1970-01-01T00:00:00Z) | 3599 s
            0 | 3600 | 0 (1970-01-01T00:00:00Z) | 3600 s (1 hour)
            0 | 7200 | 0 (1970-01-01T00:00:00Z) | 7200 s (2 hours)
            0 | 86400 | 0 (1970-01-01T00:00:00Z) | 86400 s (1 day)
            0 | 172800 | 0 (1970-01-01T00:00:00Z) | 172800 s (2 days)
            1700000010 | 1700000000 | 1700000010 (2023-11-14T22:13:30Z) | 10 s in the future
            31556889864403199 | 0 | 31556889864403199 (+1000000000-12-31T23:59:59Z) | \
            31556889864403199 s (365241780837 days) in the future
            9223372036854775807 | 0 | 9223372036854775807 (beyond the calendar) | \
            9223372036854775807 s (106751991167300 days) in the future
            9223372036854775808 | 1700000000 | 9223372036854775808 (beyond the calendar) | from the far future
            18446744073709551615 | 0 | 18446744073709551615 (beyond the calendar) | from the far future
            """)
    void everyTimestamp_isShown(String timestamp, String at, String shown, String age) {
        String token = token(Long.parseUnsignedLong(timestamp), 16);

        CommandRun run = FernetRun.fed(token, "inspect --at " + at);

        assertThat(run.exited(0).lines())
                .contains(
                        "timestamp   " + shown,
                        "age         " + age,
                        "ciphertext  16 bytes (a message of 0 to 15 bytes)");
    }

    @Test
    void lenient_acceptsWhatPythonAccepts() {
        String token = token(1_700_000_000, 64);
        String loose = token.substring(0, 10) + "!\n" + token.substring(10) + "==trailing";

        CommandRun run = FernetRun.fed(loose, "inspect --lenient --at 1700000005");

        assertThat(run.succeeded())
                .isEqualTo(FernetRun.fed(token, "inspect --at 1700000005").succeeded());
        assertThat(FernetRun.fed(loose, "inspect").exitCode()).isEqualTo(1);
    }

    @Test
    void age_withoutAt_usesClock() {
        Clock clock = Clock.systemUTC();
        long before = clock.instant().getEpochSecond();
        String token = Fernet.of(FernetKey.generate())
                .at(Instant.ofEpochSecond(before - 1000))
                .encryptText("");

        CommandRun run = FernetRun.fed(token, "inspect");

        long after = clock.instant().getEpochSecond();
        Matcher age = Pattern.compile("(?m)^age         (\\d+) s$").matcher(run.out());
        assertThat(age.find()).as(run.out()).isTrue();
        assertThat(Long.parseLong(age.group(1))).isBetween(1000L, 1000 + after - before);
    }

    @ParameterizedTest
    @CsvSource({
        "'', a token",
        "hello, base64",
        "gAAAAA==, 73",
    })
    void invalidToken_isRefused(String text, String reason) {
        assertThat(FernetRun.fed(text, "inspect").failure()).contains(reason);
    }

    private static String token(long timestamp, int ciphertextBytes) {
        ByteBuffer bytes =
                ByteBuffer.allocate(57 + ciphertextBytes).put((byte) 0x80).putLong(timestamp);
        for (byte i = 0; i < 16; i++) {
            bytes.put(i);
        }
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }
}
