// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PasswordBytesTest {
    @Test
    void of_returnsUtf8OfNormalizedForm() {
        for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                String password = "a" + Character.toString(point) + "\u0301";
                byte[] expected =
                        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
                byte[] bytes = PasswordBytes.of(password.toCharArray());
                if (!Arrays.equals(bytes, expected)) {
                    assertThat(bytes).as("U+%x", point).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void of_charactersBelow0300_areAlreadyNormalized() {
        for (int first = 0; first < 0x300; first++) {
            for (int second = 0; second < 0x300; second++) {
                String pair = "" + (char) first + (char) second;
                if (!Normalizer.isNormalized(pair, Normalizer.Form.NFC)) {
                    assertThat(pair).as("U+%x U+%x", first, second).isNull();
                }
            }
        }
        assertThat(PasswordBytes.of("\u00e9\u00c5".toCharArray())).asHexString().isEqualTo("C3A9C385");
    }

    @Test
    void of_keepsCaseWhiteSpaceAndWidth() {
        char[] password = "Cafe\u0301 \u00a0\uff21\ufb01".toCharArray();

        assertThat(PasswordBytes.of(password))
                .isEqualTo("Caf\u00e9 \u00a0\uff21\ufb01".getBytes(StandardCharsets.UTF_8));
        assertThat(password).isEqualTo("Cafe\u0301 \u00a0\uff21\ufb01".toCharArray());
    }
}
