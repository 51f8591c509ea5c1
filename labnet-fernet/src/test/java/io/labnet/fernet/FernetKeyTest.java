// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FernetKeyTest {
    @Test
    void of_bytes_areCopied() {
        byte[] bytes = new byte[32];
        bytes[31] = 1;
        FernetKey key = FernetKey.of(bytes);
        bytes[0] = 1;

        assertThat(key.text()).isEqualTo("A".repeat(42) + "E=");
        for (int length : new int[] {0, 16, 31, 33}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FernetKey.of(new byte[length]))
                    .withMessage("a Fernet key has 32 bytes, not " + length);
        }
        assertThatNullPointerException().isThrownBy(() -> FernetKey.of(null));
    }

    @Test
    void parse_whiteSpaceAround_isNamedInMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FernetKey.parse("A".repeat(43) + "=\n"))
                .withMessage("a Fernet key has 44 characters, this text has 45, with white space around it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.parse(KeyDerivation.argon2id().text() + "\n"))
                .withMessageEndingWith("without padding, with white space around it");
    }

    private static final String PUBLISHED = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    @Test
    void parse_publishedKey_isAccepted() {
        FernetKey key = FernetKey.parse(PUBLISHED);

        assertThat(key.text()).isEqualTo(PUBLISHED);
        assertThat(key.signingKey()).asHexString().isEqualTo("730FF4C7AF3D46923E8ED451EE813C87");
        assertThat(key.encryptionKey()).asHexString().isEqualTo("F790B0A226BC96A92DE49B5E9C05E1EE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4==",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=\n",
                " cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4 ",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4\n",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4\0",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4A",
                "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e==",
                "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8h=eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8h%eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8h\u00e9eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8h\u4e16eQsKImvJapLeSbXpwF4e4=",
                "cw_0x689RpI-jtRR7oE8\ud83c\udf0deQsKImvJapLeSbXpwF4e4="
            })
    void parse_notTheTextOfAKey_throws(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FernetKey.parse(text));
    }

    @Test
    void parse_refusal_revealsOnlyLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FernetKey.parse(PUBLISHED + PUBLISHED))
                .withMessage("a Fernet key has 44 characters, this text has 88")
                .withNoCause();
    }

    @Test
    void parse_null_throws() {
        assertThatNullPointerException().isThrownBy(() -> FernetKey.parse(null));
    }

    @Test
    void generate_returnsDifferentKeys() {
        assertThat(FernetKey.generate()).isNotEqualTo(FernetKey.generate());
    }

    @Test
    void generate_sameSource_returnsSameKey() {
        FernetKey key = FernetKey.generate(new Random(7));

        assertThat(FernetKey.generate(new Random(7))).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(FernetKey.generate(new Random(8))).isNotEqualTo(key).doesNotHaveSameHashCodeAs(key);
    }

    @Test
    void equals_comparesBothHalves() {
        FernetKey key = FernetKey.parse(PUBLISHED);

        assertThat(key)
                .isEqualTo(FernetKey.parse(PUBLISHED))
                .isNotEqualTo(FernetKey.parse("A" + PUBLISHED.substring(1)))
                .isNotEqualTo(FernetKey.parse(PUBLISHED.substring(0, 42) + "8="))
                .isNotEqualTo(null)
                .isNotEqualTo(PUBLISHED);
    }

    /** Computed with Python's hashlib. A change would make old logs useless. */
    @ParameterizedTest
    @CsvSource({
        PUBLISHED + ", 510810aa5edae9c4",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, 14cae987a97c1f74",
    })
    void fingerprint_isAlwaysTheSame(String text, String fingerprint) {
        assertThat(FernetKey.parse(text).fingerprint()).isEqualTo(fingerprint);
        assertThat(FernetKey.parse(text)).hasToString("FernetKey[" + fingerprint + "]");
    }

    @Test
    void fingerprint_isNotTheStartOfThePlainHash() throws Exception {
        FernetKey key = FernetKey.parse(PUBLISHED);
        byte[] bytes = Base64.getUrlDecoder().decode(PUBLISHED);

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .doesNotContain(key.fingerprint());
    }

    @Test
    void halves_areCopies() {
        FernetKey key = FernetKey.parse(PUBLISHED);
        key.signingKey()[0]++;
        key.encryptionKey()[0]++;

        assertThat(key.text()).isEqualTo(PUBLISHED);
    }
}
