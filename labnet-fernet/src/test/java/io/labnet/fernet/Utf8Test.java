// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\uffff",
                "\ud83c\udf0d",
                "a\u00e9\u4e16\ud83c\udf0d"
            })
    void length_isThatOfTheBytes(String text) {
        assertThat(Utf8.length(text))
                .isEqualTo(Utf8.encode(CharBuffer.wrap(text)).remaining());
    }
}
