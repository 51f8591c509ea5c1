// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's prompt where nobody types a number. */
class NumbersPromptTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "ten\n1.5\n\n", "ten"})
    void endOfInput_isAFailure(String typed) {
        InputStream before = System.in;
        CommandRun run;
        try {
            System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
            run = CommandRun.labnet("numbers", "client", "--port=1");
        } finally {
            System.setIn(before);
        }

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.errorLines())
                .containsExactly("labnet numbers client: standard input ended before a number was typed");
    }
}
