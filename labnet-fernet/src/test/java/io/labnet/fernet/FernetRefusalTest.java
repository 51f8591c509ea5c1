// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that every text that is not a token of the key is refused, with the same message. */
class FernetRefusalTest {
    private static final Duration ANY_AGE = Duration.ofSeconds(Long.MAX_VALUE);
    private static final FernetKey KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    private static final Fernet FERNET = Fernet.of(KEY);
    private static final Forger FORGER = new Forger(KEY);
    private static final String TOKEN = FERNET.encryptText("Midterm Average: 10.45");
    private static final byte[] BYTES = Base64.getUrlDecoder().decode(TOKEN);

    private static void assertRefused(String token) {
        assertInvalid(() -> FERNET.decrypt(token));
        assertInvalid(() -> FERNET.decrypt(token, ANY_AGE));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Test
    void decrypt_anyFlippedBit_throws() {
        for (int bit = 0; bit < BYTES.length * 8; bit++) {
            byte[] flipped = BYTES.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(text(flipped));
        }
    }

    @Test
    void decrypt_anyOtherCharacterAnywhere_throws() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \n\0";
        for (int at = 0; at < TOKEN.length(); at++) {
            String before = TOKEN.substring(0, at);
            String after = TOKEN.substring(at + 1);
            alphabet.chars()
                    .mapToObj(other -> before + (char) other + after)
                    .filter(changed -> !changed.equals(TOKEN))
                    .forEach(FernetRefusalTest::assertRefused);
        }
    }

    @Test
    void decrypt_truncatedText_throws() {
        for (int length = 0; length < TOKEN.length(); length++) {
            assertRefused(TOKEN.substring(0, length));
            assertRefused(TOKEN.substring(TOKEN.length() - length));
        }
    }

    @Test
    void decrypt_truncatedToken_throws() {
        for (int length = 0; length < BYTES.length; length++) {
            assertRefused(text(Arrays.copyOf(BYTES, length)));
        }
    }

    @Test
    void decrypt_extendedToken_throws() {
        for (int length = BYTES.length + 1; length <= BYTES.length + 48; length++) {
            assertRefused(text(Arrays.copyOf(BYTES, length)));
        }
    }

    @Test
    void decrypt_ciphertextNotWholeBlocks_throws() throws Exception {
        for (int length = 0; length < 64; length++) {
            if (length % 16 != 0 || length == 0) {
                assertRefused(FORGER.signed(0x80, 0, new byte[length]));
            }
        }
    }

    @Test
    void decrypt_otherVersionWithValidMac_throws() throws Exception {
        for (int version = 0; version < 256; version++) {
            if (version != 0x80) {
                assertRefused(FORGER.signed(version, 0, new byte[16]));
            }
        }
    }

    @Test
    void decrypt_malformedBodyWithValidMac_throws() throws Exception {
        for (int length = 0; length <= 25; length++) {
            byte[] body = new byte[length];
            Arrays.fill(body, (byte) 0x80);
            assertRefused(FORGER.signed(body));
        }
    }

    @Test
    void decrypt_wrongPaddingWithValidMac_throws() throws Exception {
        for (int last = 0; last < 256; last++) {
            byte[] block = "sixteen letters!".getBytes(StandardCharsets.US_ASCII);
            block[15] = (byte) last;
            String token = FORGER.token(0, block);
            if (last == 1) {
                assertThat(FERNET.decryptText(token)).isEqualTo("sixteen letters");
            } else {
                assertRefused(token);
            }
        }
    }

    @Test
    void decrypt_paddingWithOneWrongByte_throws() throws Exception {
        for (int padding = 2; padding <= 16; padding++) {
            for (int wrong = 2; wrong <= padding; wrong++) {
                byte[] block = new byte[16];
                Arrays.fill(block, 16 - padding, 16, (byte) padding);
                assertThat(FERNET.decrypt(FORGER.token(0, block))).hasSize(16 - padding);
                block[16 - wrong] ^= (byte) 0x80;
                assertRefused(FORGER.token(0, block));
            }
        }
    }

    @Test
    void decrypt_otherKeyOrHalfKey_throws() {
        byte[] key = Base64.getUrlDecoder().decode(KEY.text());
        for (int bit = 0; bit < 128; bit++) {
            byte[] other = key.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            Fernet otherSigner = Fernet.of(FernetKey.parse(text(other)));
            assertInvalid(() -> otherSigner.decrypt(TOKEN));
        }
        assertRefused(Fernet.of(FernetKey.generate()).encryptText("hello"));
    }

    @Test
    void decrypt_wrongMac_throwsBeforeTimeCheck() {
        byte[] forged = BYTES.clone();
        forged[BYTES.length - 1] ^= 1;
        Fernet withoutClock = FERNET.withClock(new UnreadClock());

        assertInvalid(() -> withoutClock.decrypt(text(forged), Duration.ZERO));
        assertInvalid(() -> withoutClock.decrypt("", Duration.ZERO));
    }

    @Test
    void decrypt_checksTimeBeforePadding() throws Exception {
        Fernet late = FERNET.withClock(Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC));
        String token = FORGER.token(0, new byte[16]);

        assertThat(refusal(() -> late.decrypt(token, Duration.ofSeconds(999))).reason())
                .isEqualTo(FernetException.Reason.EXPIRED);
        assertInvalid(() -> late.decrypt(token, Duration.ofSeconds(1000)));
    }

    @Test
    void decrypt_withoutTimeToLive_doesNotReadClock() {
        assertThat(FERNET.withClock(new UnreadClock()).decryptText(TOKEN)).isEqualTo("Midterm Average: 10.45");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "====", "\0", " ", "gAAAAA", "gAAAAA==", "M7E8erO15CIh902P8DQsHxKbOADTgEPGHdiY0MplTuY="
            })
    void decryptText_notAToken_throws(String text) {
        assertInvalid(() -> FERNET.decryptText(text));
        assertInvalid(() -> FERNET.decryptText(text, ANY_AGE));
    }

    /** A clock that fails the test when it is read. */
    private static final class UnreadClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new AssertionError("the clock was read");
        }
    }
}
