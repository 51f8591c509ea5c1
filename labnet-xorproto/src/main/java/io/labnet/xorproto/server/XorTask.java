// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a server sets its clients.
 *
 * @param text the text to decrypt
 * @param keys gives the key of a conversation: what {@link #isKey} accepts; without one a client is told that the
 *     server has none. Called by several threads at once
 * @param scores where the scores go
 */
public record XorTask(XorText text, Supplier<String> keys, ScoreRegister scores) {
    /**
     * Checks that nothing is missing.
     *
     * @param text the text to decrypt
     * @param keys gives the key of a conversation
     * @param scores where the scores go
     */
    public XorTask {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(scores, "scores");
    }

    /**
     * {@return whether a word is 4 ASCII letters in lower case}
     *
     * @param word any word
     */
    public static boolean isKey(String word) {
        return XorPacket.isKeyword(word) && word.equals(word.toLowerCase(Locale.ROOT));
    }

    /**
     * {@return what makes a new random key at each call}
     *
     * @param random where they come from; safe for several threads, as {@link java.util.Random} is
     */
    public static Supplier<String> randomKeys(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        return () -> random.ints(XorPacket.KEYWORD_LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
