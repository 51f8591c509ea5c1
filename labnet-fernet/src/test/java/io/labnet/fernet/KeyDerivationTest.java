// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDerivationTest {
    private static final String SALT = "AAECAwQFBgcICQoLDA0ODw";
    private static final String CHEAP = "$pbkdf2-sha256$i=100000$" + SALT;

    private static Stream<Supplier<KeyDerivation>> defaults() {
        return Stream.of(KeyDerivation::argon2id, KeyDerivation::scrypt, KeyDerivation::pbkdf2);
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void defaults_haveNewSaltAndParseFromTheirText(Supplier<KeyDerivation> make) {
        KeyDerivation derivation = make.get();

        assertThat(KeyDerivation.parse(derivation.text()))
                .isEqualTo(derivation)
                .hasSameHashCodeAs(derivation)
                .hasToString(derivation.text());
        assertThat(make.get()).isNotEqualTo(derivation).isNotEqualTo(null);
        assertThat(derivation.text()).matches(".*\\$[A-Za-z0-9+/]{22}");
    }

    @Test
    void defaults_areAsDocumented() {
        assertThat(KeyDerivation.argon2id().text()).startsWith("$argon2id$v=19$m=65536,t=3,p=4$");
        assertThat(KeyDerivation.scrypt().text()).startsWith("$scrypt$ln=17,r=8,p=1$");
        assertThat(KeyDerivation.pbkdf2().text()).startsWith("$pbkdf2-sha256$i=600000$");
        assertThat(KeyDerivation.argon2id(19_456, 2, 1).text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(KeyDerivation.scrypt(14, 8, 5).text()).startsWith("$scrypt$ln=14,r=8,p=5$");
        assertThat(KeyDerivation.pbkdf2(390_000).text()).startsWith("$pbkdf2-sha256$i=390000$");
    }

    @Test
    void key_dependsOnPasswordAndSalt() {
        KeyDerivation derivation = KeyDerivation.pbkdf2(100_000);
        FernetKey key = derivation.key("secret".toCharArray());

        assertThat(KeyDerivation.parse(derivation.text()).key("secret".toCharArray()))
                .isEqualTo(key);
        assertThat(derivation.key("Secret".toCharArray())).isNotEqualTo(key);
        assertThat(KeyDerivation.pbkdf2(100_000).key("secret".toCharArray())).isNotEqualTo(key);
    }

    @Test
    void key_emptyOrUnpairedSurrogate_throws() {
        KeyDerivation derivation = KeyDerivation.parse(CHEAP);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> derivation.key(new char[0]))
                .withMessage("the password is empty");
        for (String half : new String[] {"\ud83c", "a\udf0d", "\ud83ca"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> derivation.key(half.toCharArray()))
                    .withMessage("the password contains an unpaired surrogate, which UTF-8 cannot encode")
                    .withNoCause();
        }
        assertThatNullPointerException().isThrownBy(() -> derivation.key(null));
        assertThatNullPointerException().isThrownBy(() -> KeyDerivation.parse(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=7168,t=5,p=1$",
                "$argon2id$v=19$m=47104,t=1,p=16$",
                "$argon2id$v=19$m=262144,t=4,p=1$",
                "$argon2id$v=19$m=7168,t=146,p=1$",
                "$scrypt$ln=13,r=8,p=10$",
                "$scrypt$ln=15,r=1,p=20$",
                "$scrypt$ln=20,r=2,p=1$",
                "$scrypt$ln=16,r=32,p=4$",
                "$pbkdf2-sha256$i=100000$",
                "$pbkdf2-sha256$i=10000000$",
            })
    void parse_costAtLimit_isAccepted(String cost) {
        assertThat(KeyDerivation.parse(cost + SALT).text()).isEqualTo(cost + SALT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=7167,t=6,p=1$",
                "$argon2id$v=19$m=7168,t=4,p=1$",
                "$argon2id$v=19$m=262145,t=1,p=1$",
                "$argon2id$v=19$m=262144,t=5,p=1$",
                "$argon2id$v=19$m=7168,t=147,p=1$",
                "$argon2id$v=19$m=65536,t=999999999,p=1$",
                "$argon2id$v=19$m=999999999,t=999999999,p=1$",
                "$argon2id$v=19$m=65536,t=3,p=17$",
                "$scrypt$ln=12,r=8,p=20$",
                "$scrypt$ln=13,r=8,p=9$",
                "$scrypt$ln=22,r=1,p=1$",
                "$scrypt$ln=16,r=1,p=10$",
                "$scrypt$ln=21,r=1,p=4$",
                "$scrypt$ln=19,r=8,p=1$",
                "$scrypt$ln=18,r=8,p=5$",
                "$scrypt$ln=63,r=1,p=1$",
                "$scrypt$ln=13,r=33,p=3$",
                "$scrypt$ln=13,r=1,p=33$",
                "$scrypt$ln=13,r=999999999,p=999999999$",
                "$pbkdf2-sha256$i=99999$",
                "$pbkdf2-sha256$i=10000001$",
                "$pbkdf2-sha256$i=999999999$",
            })
    void parse_costOutOfRange_throws(String cost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.parse(cost + SALT))
                .withMessageContaining(", not " + cost.substring(1, cost.length() - 1));
    }

    @Test
    void factories_costOutOfRange_throw() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.argon2id(-1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.argon2id(65_536, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.argon2id(65_536, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.scrypt(17, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.scrypt(17, 8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.scrypt(-17, 8, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.pbkdf2(1000))
                .withMessage("PBKDF2 must have 100000 to 10000000 iterations, not pbkdf2-sha256$i=1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "secret",
                "$argon2id$v=19$m=65536,t=3,p=4",
                "$argon2id$v=19$m=65536,t=3,p=4$",
                "$argon2id$v=16$m=65536,t=3,p=4$" + SALT,
                "$argon2id$m=65536,t=3,p=4$" + SALT,
                "$argon2i$v=19$m=65536,t=3,p=4$" + SALT,
                "$argon2d$v=19$m=65536,t=3,p=4$" + SALT,
                "$argon2id$v=19$t=3,m=65536,p=4$" + SALT,
                "$argon2id$v=19$m=065536,t=3,p=4$" + SALT,
                "$argon2id$v=19$m=+65536,t=3,p=4$" + SALT,
                "$argon2id$v=19$m=9999999999,t=3,p=4$" + SALT,
                "$argon2id$v=19$m=\u0666\u0665\u0665\u0663\u0666,t=3,p=4$" + SALT,
                "$argon2id$v=19$m=65536,t=3,p=4$" + SALT + "$AAAA",
                "$argon2id$v=19$m=65536,t=3,p=4,l=32$" + SALT,
                " " + CHEAP,
                CHEAP + "\n",
                CHEAP + "==",
                CHEAP + "$",
                CHEAP + "AAA",
                "$pbkdf2-sha256$i=100000$AAECAwQFBgcICQoLDA0ODx",
                "$pbkdf2-sha256$i=100000$AAECAwQFBg",
                "$pbkdf2-sha256$i=100000$AAECAwQFB-_",
                "$pbkdf2-sha1$i=100000$" + SALT,
                "$pbkdf2-sha256$100000$" + SALT,
                "$scrypt$ln=0,r=8,p=1$" + SALT,
                "$scrypt$n=131072,r=8,p=1$" + SALT,
            })
    void parse_notTheTextOfADerivation_throws(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDerivation.parse(text))
                .withMessageStartingWith("the text is not a key derivation such as $argon2id$v=19$m=65536,t=3,p=4$"
                        + " and a salt of 8 to 64 bytes in base64 without padding");
    }

    @Test
    void parse_saltTooShortOrLong_throws() {
        String cost = "$pbkdf2-sha256$i=100000$";
        assertThat(KeyDerivation.parse(cost + "A".repeat(11))).isNotNull();
        assertThat(KeyDerivation.parse(cost + "A".repeat(86))).isNotNull();
        for (int digits : new int[] {1, 10, 13, 87, 88, 1_000_000}) {
            assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.parse(cost + "A".repeat(digits)));
        }
    }
}
