// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FernetTimeToLiveTest {
    private static final FernetKey KEY = FernetKey.generate();
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final long NOW = 1_000_000;

    private static Fernet at(Instant now) {
        return Fernet.of(KEY).withClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Fernet at(long now) {
        return at(Instant.ofEpochSecond(now));
    }

    /** Returns a token of a message of 15 bytes. */
    private static String token(long timestamp) throws Exception {
        byte[] padded = new byte[16];
        padded[15] = 1;
        return new Forger(KEY).token(timestamp, padded);
    }

    private static String outcome(Fernet fernet, String token, Duration timeToLive) {
        try {
            return Arrays.equals(fernet.decrypt(token, timeToLive), new byte[15]) ? "ACCEPTED" : "WRONG MESSAGE";
        } catch (FernetException refusal) {
            return refusal.reason().name();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 60, ACCEPTED",
        "59, 60, ACCEPTED",
        "60, 60, ACCEPTED",
        "61, 60, EXPIRED",
        "0, 0, ACCEPTED",
        "1, 0, EXPIRED",
        "1000000, 1000000, ACCEPTED",
        "1000000, 999999, EXPIRED",
        "-1, 0, ACCEPTED",
        "-59, 60, ACCEPTED",
        "-60, 60, ACCEPTED",
        "-61, 60, FROM_THE_FUTURE",
        "-61, 1000000000, FROM_THE_FUTURE",
    })
    void decrypt_ageAtLimit_isCheckedToTheSecond(long age, long timeToLive, String outcome) throws Exception {
        String token = token(NOW - age);

        assertThat(outcome(at(NOW), token, Duration.ofSeconds(timeToLive))).isEqualTo(outcome);
        Instant endOfTheSecond = Instant.ofEpochSecond(NOW, 999_999_999);
        assertThat(outcome(at(endOfTheSecond), token, Duration.ofSeconds(timeToLive, 999_999_999)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, ACCEPTED", "0, 1, FROM_THE_FUTURE", "3600, 3600, ACCEPTED", "3600, 3601, FROM_THE_FUTURE"})
    void withClockSkew_movesLimitOfFuture(long clockSkew, long ahead, String outcome) throws Exception {
        Fernet fernet = at(NOW).withClockSkew(Duration.ofSeconds(clockSkew));

        assertThat(outcome(fernet, token(NOW + ahead), Duration.ZERO)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW + 61, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, -61, -60, -2, -1})
    void decrypt_largeTimestamp_isFromTheFuture(long timestamp) throws Exception {
        String token = token(timestamp);

        for (Duration timeToLive : new Duration[] {Duration.ZERO, Duration.ofSeconds(60), LONGEST}) {
            assertThat(outcome(at(NOW), token, timeToLive)).isEqualTo("FROM_THE_FUTURE");
            assertThat(outcome(at(0), token, timeToLive)).isEqualTo("FROM_THE_FUTURE");
            assertThat(outcome(at(Instant.MIN), token, timeToLive)).isEqualTo("FROM_THE_FUTURE");
        }
        assertThat(Fernet.of(KEY).decrypt(token)).isEqualTo(new byte[15]);
    }

    @Test
    void decrypt_longestTimeToLive_doesNotOverflow() throws Exception {
        assertThat(outcome(at(NOW), token(0), LONGEST)).isEqualTo("ACCEPTED");
        assertThat(outcome(at(NOW), token(NOW), LONGEST)).isEqualTo("ACCEPTED");
        assertThat(outcome(at(Instant.MAX), token(0), LONGEST)).isEqualTo("ACCEPTED");
        assertThat(outcome(at(Instant.MAX), token(0), Duration.ofSeconds(60))).isEqualTo("EXPIRED");
        assertThat(outcome(at(Instant.MAX), token(-1), LONGEST)).isEqualTo("FROM_THE_FUTURE");
    }

    @Test
    void withClockSkew_longest_doesNotOverflow() throws Exception {
        Fernet patient = at(NOW).withClockSkew(LONGEST);

        assertThat(outcome(patient, token(Long.MAX_VALUE), Duration.ZERO)).isEqualTo("ACCEPTED");
        assertThat(outcome(patient, token(Long.MIN_VALUE), Duration.ZERO)).isEqualTo("ACCEPTED");
        assertThat(outcome(patient, token(Long.MAX_VALUE + NOW), Duration.ZERO)).isEqualTo("ACCEPTED");
        assertThat(outcome(patient, token(Long.MAX_VALUE + NOW + 1), Duration.ZERO))
                .isEqualTo("FROM_THE_FUTURE");
        assertThat(outcome(patient, token(-1), Duration.ZERO)).isEqualTo("FROM_THE_FUTURE");
    }

    @Test
    void decrypt_wrongTime_messageNamesReason() throws Exception {
        String token = token(NOW);

        assertThat(refusal(() -> at(NOW + 61).decrypt(token, Duration.ofSeconds(60))))
                .hasMessage("expired: the token was made more than 60 s ago")
                .hasNoCause();
        assertThat(refusal(() -> at(NOW - 61).decryptText(token, Duration.ofSeconds(60))))
                .hasMessage("from the future: the token was made more than 60 s from now")
                .hasNoCause();
    }

    @Test
    void negativeDurations_throwForAnyToken() {
        Duration negative = Duration.ofNanos(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(NOW).decrypt("no token", negative))
                .withMessage("timeToLive PT-0.000000001S is negative");
        assertThatIllegalArgumentException().isThrownBy(() -> at(NOW).decryptText("no token", negative));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(NOW).withClockSkew(negative))
                .withMessage("clockSkew PT-0.000000001S is negative");
    }
}
