// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Mel: hello", "žluťoučký 日本語", "😀", "אבג", "a\\x1b", "\u00a0"})
    void of_printableText_isUnchanged(String text) {
        assertThat(EscapedText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\x00",
        "9, \\x09",
        "a, \\x0a",
        "1b, \\x1b",
        "7f, \\x7f",
        "80, \\x80",
        "9b, \\x9b",
        "dc80, \\x80",
        "dcff, \\xff",
        "dc7f, \\udc7f",
        "d800, \\ud800",
        "dd00, \\udd00",
        "2028, \\u2028",
        "2029, \\u2029",
        "202a, \\u202a",
        "202e, \\u202e",
        "2066, \\u2066",
        "2069, \\u2069"
    })
    void of_controlCharacter_isEscaped(String number, String shown) {
        assertShown(number, shown);
    }

    @ParameterizedTest
    @CsvSource({
        "ad, \\u00ad",
        "34f, \\u034f",
        "61c, \\u061c",
        "115f, \\u115f",
        "1160, \\u1160",
        "180e, \\u180e",
        "200b, \\u200b",
        "200d, \\u200d",
        "200f, \\u200f",
        "2060, \\u2060",
        "2065, \\u2065",
        "3164, \\u3164",
        "fe0f, \\ufe0f",
        "feff, \\ufeff",
        "ffa0, \\uffa0",
        "1d173, \\U0001d173",
        "e0000, \\U000e0000",
        "e0041, \\U000e0041",
        "e01ef, \\U000e01ef"
    })
    void of_invisibleCharacter_isEscaped(String number, String shown) {
        assertShown(number, shown);
    }

    @Test
    void of_anyText_canBeEncoded() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0xffff; c++) {
            all.append(c).append(' ');
        }
        String shown = EscapedText.of(all.toString());

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        assertThat(shown.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void ofBytes_manyBytes_isTruncated() {
        ByteBuffer bytes = ByteBuffer.wrap("caf\u00e9: \"2\"\n".getBytes(StandardCharsets.UTF_8))
                .position(1);

        assertThat(EscapedText.ofBytes(bytes, 100)).isEqualTo("\"af\\xc3\\xa9: \"2\"\\x0a\"");
        assertThat(EscapedText.ofBytes(bytes, 2)).isEqualTo("\"af\"...");
        assertThat(bytes.position()).isOne();
    }

    private static void assertShown(String number, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(number, 16)) + "b";

        assertThat(EscapedText.of(text)).isEqualTo("a" + shown + "b");
    }
}
