// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The words that begin a request. No word is a prefix of another, so a word is recognised as soon as it is complete.
 */
public enum RequestWord implements ComputeRequest {
    /** Asks for a Fibonacci number; a {@link ComputeRequest.NumberArgument} follows. */
    FIBONACCI,

    /**
     * Asks for a factorial; a {@link ComputeRequest.NumberArgument} follows. This word alone is accepted in any case
     * (upper, lower, mixed).
     */
    FACTORIAL,

    /**
     * Asks for the number of words in a text. A {@link ComputeRequest.NumberArgument} with the length of the text may
     * follow; then the text follows.
     */
    WORD_COUNT,

    /** Means the same as {@link #WORD_COUNT}; most clients send this word. */
    FILE,

    /** Ends the conversation. */
    COMPLETE;

    @Override
    public void writeTo(ByteSink out) {
        out.putText(name());
    }

    boolean asksForNumber() {
        return this == FIBONACCI || this == FACTORIAL;
    }

    /**
     * Returns whether a text follows the word.
     *
     * @return whether a text follows
     */
    public boolean sendsText() {
        return this == WORD_COUNT || this == FILE;
    }

    /** Returns the complete word at an absolute index of {@code in}, or {@code null}. */
    static @Nullable RequestWord at(ByteBuffer in, int index) {
        for (RequestWord word : values()) {
            if (word.name().length() <= in.limit() - index && word.matches(in, index)) {
                return word;
            }
        }
        return null;
    }

    /** Returns whether the bytes of {@code in} from an absolute index to its limit are a prefix of a word. */
    static boolean mayBegin(ByteBuffer in, int index) {
        for (RequestWord word : values()) {
            if (word.name().length() > in.limit() - index && word.matches(in, index)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the bytes from the index on are this word or, if the buffer ends earlier, the beginning of this
     * word.
     */
    private boolean matches(ByteBuffer in, int index) {
        int length = Math.min(name().length(), in.limit() - index);
        for (int i = 0; i < length; i++) {
            int found = in.get(index + i);
            int upper = this == FACTORIAL && found >= 'a' && found <= 'z' ? found - 'a' + 'A' : found;
            if (upper != name().charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
