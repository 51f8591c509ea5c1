// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"oda\ufffd\ufffd", "\udcc5", "\ud800x"})
    void problem_argumentOutsideLocale_isReported(String argument) {
        assertThat(Arguments.problem(StandardCharsets.US_ASCII, "crds", "delete", argument))
                .startsWith("the argument '")
                .endsWith("' cannot be read in this locale, which has only US-ASCII; set LC_ALL=C.UTF-8");
    }

    @Test
    void problem_utf8Locale_isNull() {
        assertThat(Arguments.problem(StandardCharsets.UTF_8, "odağ", "\ufffd", "\ud83d\ude00", ""))
                .isNull();
    }

    @Test
    void problem_asciiArguments_isNull() {
        assertThat(Arguments.problem(StandardCharsets.US_ASCII, "crds", "make", "room1", ""))
                .isNull();
    }
}
