// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWordsTest {
    /** The length is even, since some programs sum the last byte of an odd packet differently. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 5000})
    void text_hasWordCountAndEvenLengthAndIsReproducible(int words) throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            byte[] text = text(words, seed);
            assertThat(text.length).isEven();
            assertThat(new String(text, StandardCharsets.US_ASCII).split(" "))
                    .hasSize(Math.max(1, words))
                    .allMatch(word -> words == 0 || word.matches("[a-z]{2,10}"));
            assertThat(text(words, seed)).isEqualTo(text);
        }
        assertThat(text(0, 1)).isEmpty();
    }

    /** With this seed the first 1,426 words have 9,984 bytes. */
    @Test
    void text_neverFillsItsLastPacket() {
        XorText text = RandomWords.text(1426, new Random(470));

        assertThat(text.length()).isNotZero();
        assertThat(text.length() % 9_984).isNotZero();
    }

    private static byte[] text(int words, int seed) throws IOException {
        XorText text = RandomWords.text(words, new Random(seed));
        byte[] bytes = new byte[(int) text.length()];
        text.read(0, bytes, 0, bytes.length);
        return bytes;
    }
}
