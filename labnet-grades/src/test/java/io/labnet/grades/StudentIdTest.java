// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentIdTest {
    @Test
    void new_keepsLeadingZeros() {
        assertThat(new StudentId("0012345")).hasToString("0012345").isNotEqualTo(new StudentId("0012346"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "180393", "18039333", "180393a", " 803933", "-803933", "180393\u0663", "1803933\n"})
    void new_notSevenDigits_isRefused(String text) {
        assertThatThrownBy(() -> new StudentId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
