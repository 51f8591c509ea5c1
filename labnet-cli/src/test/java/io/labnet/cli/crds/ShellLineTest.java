// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLineTest {
    /** What is typed up to the bar and behind it, and the word that is completed. */
    @ParameterizedTest
    @CsvSource({
        "|, 0, '', 0",
        "ch|, 0, ch, 2",
        "ch|at, 0, chat, 2",
        "chat|, 0, chat, 4",
        "chat |, 1, '', 0",
        "chat ro|, 1, ro, 2",
        "chat my ro|om, 1, my room, 5",
        "chat  it's|, 1, it's, 4",
        "chat | room, 1, room, 0",
    })
    void line_isACommandAndTheRest(String typed, int wordIndex, String word, int wordCursor) {
        int cursor = typed.indexOf('|');
        String line = typed.replace("|", "");

        ShellLine parsed = ShellLine.of(line, cursor);

        assertThat(parsed.wordIndex()).isEqualTo(wordIndex);
        assertThat(parsed.word()).isEqualTo(word);
        assertThat(parsed.wordCursor()).isEqualTo(wordCursor);
        assertThat(parsed.line()).isEqualTo(line);
        assertThat(parsed.cursor()).isEqualTo(cursor);
    }

    @Test
    void shellLine_isACommandAndTheRest() {
        assertThat(ShellLine.of("  chat \t my  room ").words()).containsExactly("chat", "my  room");
        assertThat(ShellLine.of(" bye").words()).containsExactly("bye", "");
        assertThat(ShellLine.of(" ").words()).containsExactly("", "");
    }
}
