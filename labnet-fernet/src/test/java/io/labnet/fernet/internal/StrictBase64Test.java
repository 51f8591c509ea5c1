// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.fernet.Fernet;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {
    private static byte[] decode(String text) {
        return TokenText.STRICT.decode(text, Fernet.MAX_PLAINTEXT_BYTES);
    }

    /** The test vectors of RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, Zg==", "fo, Zm8=", "foo, Zm9v", "foob, Zm9vYg==", "fooba, Zm9vYmE=", "foobar, Zm9vYmFy"})
    void decode_encodedText_returnsBytes(String plain, String text) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);

        assertThat(StrictBase64.encode(bytes)).isEqualTo(text);
        assertThat(decode(text)).isEqualTo(bytes);
        assertThat(StrictBase64.textLength(bytes.length)).isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z",
                "Zg",
                "Zg=",
                "Zg===",
                "Zg==Zg==",
                "Zg==\n",
                "Zh==",
                "Zm9=",
                "Zm8==",
                "Z===",
                "====",
                "=",
                "Zm8 ",
                " Zm8",
                "Z=g=",
                "Zm\r\n",
                "+/+/",
                "Zm8\0",
                "Zm8\u00ff",
                "Zm8\u0141",
                "Zm\ud83c\udf0d",
                "Z\ud83c\udf0d8",
                "=Zg="
            })
    void decode_anyOtherText_throws(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> decode(text));
    }

    @Test
    void decode_acceptsOneTextPerByte() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Set<Byte> found = new HashSet<>();
        for (int pair = 0; pair < 64 * 64; pair++) {
            String text = alphabet.charAt(pair / 64) + "" + alphabet.charAt(pair % 64) + "==";
            if ("AQgw".indexOf(text.charAt(1)) < 0) {
                assertThatIllegalArgumentException().isThrownBy(() -> decode(text));
            } else {
                byte[] decoded = decode(text);
                assertThat(decoded).hasSize(1);
                assertThat(found.add(decoded[0])).isTrue();
            }
        }
        assertThat(found).hasSize(256);
    }
}
