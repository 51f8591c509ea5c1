// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void bar_isNotDrawnBeforeItsTime() {
        ProgressDisplay.Line line = new ProgressDisplay.Line(terminal, Duration.ofDays(1));
        line.accept("[==  ]");
        line.printAbove("one");
        line.accept("[====]");
        line.close();

        assertThat(text()).isEqualTo("one\n");
    }

    @Test
    void lineAbove_leavesTheBarBelow() {
        ProgressDisplay.Line line = new ProgressDisplay.Line(terminal, Duration.ZERO);
        line.accept("[==  ]");
        line.printAbove("one");

        assertThat(text()).isEqualTo("\r[==  ]\r      \rone\n\r[==  ]");
    }

    @Test
    void close_endsTheLineOnce_andNothingIsDrawnAfterIt() {
        ProgressDisplay.Line line = new ProgressDisplay.Line(terminal, Duration.ZERO);
        line.accept("[==  ]");
        line.close();
        line.close();
        line.accept("[====]");
        line.printAbove("one");

        assertThat(text()).isEqualTo("\r[==  ]\none\n");
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
