// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.fernet.Fernet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected results are those of {@code base64.urlsafe_b64decode} of Python 3.11. */
class LenientBase64Test {
    private static byte[] decode(String text) {
        return TokenText.LENIENT.decode(text, Fernet.MAX_PLAINTEXT_BYTES);
    }

    private static byte[] decode(byte[] text) {
        return TokenText.LENIENT.decode(ByteBuffer.wrap(text), Fernet.MAX_PLAINTEXT_BYTES);
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> decode(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "Zg==, f",
        "Zm8=, fo",
        "Zm9v, foo",
        "Zm9vYmFy, foobar",
        "Zh==, f",
        "Zv==, f",
        "Zm9=, fo",
        "Zg===, f",
        "Zg==Zg==, f",
        "Zg==!, f",
        "'Zg= =', f",
        "'Zg=\n=\n', f",
        "Zm8=Zm8=, fo",
        "Zm9v=, foo",
        "Zm9v==Zm9v, foofoo",
        "=Zm9v, foo",
        "Z=m9v, foo",
        "Z==m9v, foo",
        "Zm=9v, foo",
        "Zm9=v, fo",
        "'Z m\n9\tv', foo",
        "Zm!9?v, foo",
        "Zm%9*v, foo",
        "====, ''",
        "=, ''",
        "!, ''",
    })
    void decode_acceptedByPython_isAccepted(String text, String plain) {
        byte[] expected = plain.getBytes(StandardCharsets.US_ASCII);

        assertThat(decode(text)).isEqualTo(expected);
        assertThat(decode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Z", "Zg", "Zg=", "Zm8", "Zm9vZ", "Zm9vZ=", "Zm9vZ==", "Z===", "Zg=Z", "Zg=!", "Zg=Zg==Z", "Zm=9"
            })
    void decode_refusedByPython_throws(String text) {
        assertRefused(text);
        assertThatIllegalArgumentException().isThrownBy(() -> decode(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void decode_readsBothAlphabets() {
        assertThat(decode("-_+/")).asHexString().isEqualTo("FBFFBF");
        assertThat(decode("+/-_")).asHexString().isEqualTo("FBFFBF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "\u00e9", "\u0141", "\u4e16", "\uff21", "\ud83c\udf0d"})
    void decode_nonAscii_stringThrowsButBytesAreSkipped(String foreign) {
        String text = "Zm" + foreign + "9v";

        assertRefused(text);
        assertRefused("Zm9v" + foreign);
        assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new byte[] {'f', 'o', 'o'});
    }

    @Test
    void decode_nonDigitBytes_areSkipped() {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/";
        for (int value = 0; value < 256; value++) {
            byte[] text = {'Z', 'm', (byte) value, '9', 'v'};
            if (digits.indexOf(value) < 0) {
                assertThat(decode(text)).as("byte %s", value).isEqualTo(new byte[] {'f', 'o', 'o'});
            } else {
                assertThatIllegalArgumentException().as("byte %s", value).isThrownBy(() -> decode(text));
            }
        }
    }
}
