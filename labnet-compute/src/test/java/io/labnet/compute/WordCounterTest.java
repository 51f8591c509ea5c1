// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordCounterTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("", 0, 1),
                arguments(" ", 0, 2),
                arguments("A B C D E F G H I J", 10, 10),
                arguments("  two  words  ", 2, 7),
                arguments("a\tb\nc\u000bd\fe\rf", 6, 1),
                arguments("nine characters, eight characters", 4, 4),
                arguments("\u00e9t\u00e9 \u4e2d\u6587\u00a0x", 2, 2));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void words_followTheRule(String text, long runs, long spaces) {
        assertThat(count(WordCounter.Rule.RUNS, text)).isEqualTo(runs);
        assertThat(count(WordCounter.Rule.SPACES, text)).isEqualTo(spaces);
    }

    @Test
    void add_readsWholeBuffer() {
        ByteBuffer text = StandardCharsets.UTF_8.encode("one two").position(2);
        new WordCounter(WordCounter.Rule.RUNS).add(text);

        assertThat(text.hasRemaining()).isFalse();
    }

    @Test
    void add_wordSplitAcrossCalls_countsOnce() {
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        counter.add("begin".getBytes(StandardCharsets.UTF_8), 0, 5);
        assertThat(counter.words()).isEqualTo(1);
        counter.add("ning ".getBytes(StandardCharsets.UTF_8), 0, 5);
        assertThat(counter.words()).isEqualTo(1);
    }

    @Test
    void add_rangeOutsideArray_throws() {
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);

        assertThatThrownBy(() -> counter.add(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static long count(WordCounter.Rule rule, String text) {
        WordCounter counter = new WordCounter(rule);
        counter.add(StandardCharsets.UTF_8.encode(text));
        return counter.words();
    }
}
