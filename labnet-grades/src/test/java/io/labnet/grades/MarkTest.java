// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"4", "4.5", "4.50", "0", "-1", "-0.25", "007", "12345678901234567890123456789.12"})
    void new_keepsTheText(String text) {
        Mark mark = new Mark(text);

        assertThat(mark).hasToString(text);
        assertThat(mark.value()).isEqualByComparingTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "4,5",
                "4.",
                ".5",
                "+4",
                "1e3",
                "NaN",
                "Infinity",
                "--1",
                "4 5",
                "0x10",
                "\u0663",
                "4.5.6",
                "123456789012345678901234567890123"
            })
    void new_notAPlainDecimal_isRefused(String text) {
        assertThatThrownBy(() -> new Mark(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void new_blankMark_isReportedAsMissing() {
        assertThatThrownBy(() -> new Mark("")).hasMessage("a mark is missing");
    }
}
