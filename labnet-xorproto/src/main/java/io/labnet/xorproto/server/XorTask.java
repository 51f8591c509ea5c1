// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The task that a server sets.
 *
 * @param text the text to decrypt
 * @param keys supplies the key of a conversation; several threads call it at the same time. If {@link #isKey} does not
 *     accept the key, the client gets an error
 * @param scores stores the scores
 */
public record XorTask(XorText text, Supplier<String> keys, ScoreRegister scores) {
    /**
     * Checks that nothing is missing.
     *
     * @param text the text to decrypt
     * @param keys supplies the key of a conversation
     * @param scores stores the scores
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
     * {@return a supplier of random keys, a new one at each call}
     *
     * @param random the source of randomness; thread-safe, as {@link java.util.Random} is
     */
    public static Supplier<String> randomKeys(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        return () -> random.ints(XorPacket.KEYWORD_LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
