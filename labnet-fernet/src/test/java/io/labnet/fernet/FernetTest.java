// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.labnet.fernet.internal.TokenFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FernetTest {
    private static final FernetKey KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    private static final Fernet FERNET = Fernet.of(KEY);

    @Test
    void encrypt_usesTheClockAndTheIvSource() {
        byte[] iv = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        Fernet fernet = FERNET.withClock(Clock.fixed(Instant.ofEpochSecond(499_162_800, 999_999_999), ZoneOffset.UTC))
                .withIvSource(() -> iv);

        assertThat(fernet.encryptText("hello"))
                .isEqualTo("gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4"
                        + "BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==");
    }

    @Test
    void encrypt_byDefault_usesSystemTime() {
        long before = Instant.now().getEpochSecond();
        FernetToken token = FernetToken.parse(FERNET.encryptText("now"));

        assertThat(token.timestamp()).isBetween(before, Instant.now().getEpochSecond());
    }

    @Test
    void encrypt_sameMessage_returnsDifferentTokens() {
        FernetToken first = FernetToken.parse(FERNET.encryptText("same"));
        FernetToken second = FernetToken.parse(FERNET.encryptText("same"));

        assertThat(first.iv()).isNotEqualTo(second.iv());
        assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
        assertThat(first.mac()).isNotEqualTo(second.mac());
    }

    @Test
    void at_setsTimeOfEncryptionAndDecryption() {
        Instant then = Instant.ofEpochSecond(499_162_800);
        String token = FERNET.at(then).encryptText("hello");

        assertThat(FernetToken.parse(token).timestamp()).isEqualTo(499_162_800);
        assertThat(FERNET.at(then.plusSeconds(60)).decryptText(token, Duration.ofSeconds(60)))
                .isEqualTo("hello");
        assertThat(refusal(() -> FERNET.at(then.plusSeconds(61)).decryptText(token, Duration.ofSeconds(60)))
                        .reason())
                .isEqualTo(FernetException.Reason.EXPIRED);
    }

    @Test
    void encrypt_timeBefore1970_countsAs1970() {
        Clock early = Clock.fixed(Instant.MIN, ZoneOffset.UTC);

        assertThat(FernetToken.parse(FERNET.withClock(early).encryptText("early"))
                        .timestamp())
                .isZero();
    }

    @Test
    void encrypt_doesNotModifyMessage() {
        byte[] message = {1, 2, 3};
        FERNET.encrypt(message);

        assertThat(message).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 33, 64, 255, 256, 1000, 65_536})
    void decrypt_anyLength_returnsMessage(int length) {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 7);
        String token = FERNET.encrypt(message);

        assertThat(FERNET.decrypt(token)).isEqualTo(message);
        assertThat(FERNET.decrypt(token, Duration.ofMinutes(1))).isEqualTo(message);
        assertThat(FernetToken.parse(token).ciphertext()).hasSize(length / 16 * 16 + 16);
    }

    @Test
    void decrypt_largestMessage_isReturned() {
        byte[] message = new byte[Fernet.MAX_PLAINTEXT_BYTES];
        message[message.length - 1] = 1;

        assertThat(Arrays.equals(FERNET.decrypt(FERNET.encrypt(message)), message))
                .isTrue();
    }

    @Test
    void encrypt_messageTooLarge_throwsBeforeAnyWork() {
        Fernet unused = FERNET.withIvSource(() -> {
            throw new AssertionError("a vector was asked for");
        });

        assertThatIllegalArgumentException()
                .isThrownBy(() -> unused.encrypt(new byte[Fernet.MAX_PLAINTEXT_BYTES + 1]))
                .withMessage("a message has at most 67108864 bytes, this has at least 67108865");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unused.encryptText("a".repeat(Fernet.MAX_PLAINTEXT_BYTES + 1)))
                .withMessage("a message has at most 67108864 bytes, this has at least 67108865");
        // The unpaired surrogate at the end would be found only by encoding the whole text.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unused.encryptText("\u20ac".repeat(Fernet.MAX_PLAINTEXT_BYTES / 3) + "\ud83c"))
                .withMessage("a message has at most 67108864 bytes, this has at least 67108865");
    }

    @Test
    void decrypt_textTooLong_throws() {
        assertInvalid(() -> FERNET.decrypt("gAAA".repeat(TokenFormat.textLength(Fernet.MAX_PLAINTEXT_BYTES) / 4 + 1)));
    }

    @Test
    void withMaxPlaintextBytes_largerMessage_isRefusedBothWays() {
        Fernet small = FERNET.withMaxPlaintextBytes(47);
        byte[] largest = new byte[47];
        byte[] larger = new byte[48];

        assertThat(small.decrypt(small.encrypt(largest))).isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.encrypt(larger))
                .withMessage("a message has at most 47 bytes, this has at least 48");
        assertInvalid(() -> small.decrypt(FERNET.encrypt(larger)));
        assertThat(FERNET.decrypt(FERNET.encrypt(larger))).isEqualTo(larger);
    }

    /** Padding fills up the last block, so a token text of the same length may contain a message above the limit. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1000})
    void withMaxPlaintextBytes_largerMessageInTextOfSameLength_isRefused(int limit) {
        Fernet small = FERNET.withMaxPlaintextBytes(limit);
        String token = FERNET.encrypt(new byte[limit + 1]);

        assertInvalid(() -> small.decrypt(token));
        assertInvalid(() -> small.rotate(token));
        assertThat(small.decrypt(FERNET.encrypt(new byte[limit]))).hasSize(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Fernet.MAX_PLAINTEXT_BYTES + 1})
    void withMaxPlaintextBytes_outOfRange_throws(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FERNET.withMaxPlaintextBytes(bytes))
                .withMessage("maxPlaintextBytes " + bytes + " is not within 0 to 67108864");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Midterm Average: 10.45", "\0", "\u011cis revido, \u4e16\u754c \ud83c\udf0d"})
    void decryptText_returnsText(String text) {
        String token = FERNET.encryptText(text);

        assertThat(FERNET.decryptText(token)).isEqualTo(text);
        assertThat(FERNET.decryptText(token, Duration.ofMinutes(1))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83c", "a\udf0d", "\udf0d\ud83c"})
    void encryptText_unpairedSurrogate_throws(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FERNET.encryptText(text))
                .withMessage("the text contains an unpaired surrogate, which UTF-8 cannot encode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0 80", "61 e4 b8", "ed a0 80", "f4 90 80 80"})
    void decryptText_notUtf8_throws(String hex) {
        byte[] message = HexFormat.ofDelimiter(" ").parseHex(hex);
        String token = FERNET.encrypt(message);

        FernetException refusal = refusal(() -> FERNET.decryptText(token));
        assertThat(refusal.reason()).isEqualTo(FernetException.Reason.NOT_TEXT);
        assertThat(refusal).hasMessage("the message is not UTF-8").hasNoCause();
        assertThat(FERNET.decrypt(token)).isEqualTo(message);
    }

    @Test
    void withIvSource_vectorOfWrongSize_throws() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FERNET.withIvSource(() -> new byte[17]).encryptText("hello"))
                .withMessage("the source of initialization vectors returned 17 bytes, not 16");
        assertThatIllegalStateException()
                .isThrownBy(() -> FERNET.withIvSource(() -> null).encryptText("hello"))
                .withMessage("the source of initialization vectors returned null, not 16");
    }

    @Test
    void withMethods_keepOtherSettings() {
        Clock then = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
        byte[] iv = new byte[16];
        Fernet first = FERNET.withClock(then).withIvSource(() -> iv).withClockSkew(Duration.ZERO);
        Fernet second =
                FERNET.withClockSkew(Duration.ZERO).withIvSource(() -> iv).withClock(then);
        String token = first.encryptText("hello");

        assertThat(second.encryptText("hello")).isEqualTo(token);
        assertThat(second.decryptText(token, Duration.ZERO)).isEqualTo("hello");
        assertThat(FERNET.encryptText("hello")).isNotEqualTo(token);
    }

    @Test
    void everyMethod_null_throws() {
        String token = FERNET.encryptText("hello");

        assertThatNullPointerException().isThrownBy(() -> Fernet.of(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.at(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.open(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.open(token, null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.rotate(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.rotateIfNeeded(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.open(token).read(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.timestamp(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.withClock(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.withClockSkew(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.withIvSource(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.encrypt(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.encryptText(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.decrypt(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.decrypt(token, null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.decryptText(null));
        assertThatNullPointerException().isThrownBy(() -> FERNET.decryptText(token, null));
    }
}
