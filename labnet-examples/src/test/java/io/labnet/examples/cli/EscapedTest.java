// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Mel: hello", "žluťoučký 日本語", "😀", "אבג", "a\\x1b", "\u00a0\u00ad"})
    void text_isLeftAlone(String text) {
        assertThat(Escaped.of(text)).isEqualTo(text);
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
    void whatATerminalWouldObey_isShownByItsNumber(String number, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(number, 16)) + "b";

        assertThat(Escaped.of(text)).isEqualTo("a" + shown + "b");
    }

    @Test
    void nothing_isLeftThatHasNoEncoding() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0xffff; c++) {
            all.append(c).append(' ');
        }
        String shown = Escaped.of(all.toString());

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        assertThat(shown.chars()).noneMatch(Character::isISOControl);
    }
}
