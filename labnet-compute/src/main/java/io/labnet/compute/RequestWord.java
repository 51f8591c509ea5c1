// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The words that begin a request. None is the beginning of another, so that a word needs nothing after it to be known.
 */
public enum RequestWord implements ComputeRequest {
    /** Asks for a Fibonacci number; a {@link ComputeRequest.NumberArgument} follows. */
    FIBONACCI,

    /** Asks for a factorial; a {@link ComputeRequest.NumberArgument} follows. The only word that is known in small letters too. */
    FACTORIAL,

    /** Asks for the number of words of a text; its length follows as a {@link ComputeRequest.NumberArgument}, or it at once. */
    WORD_COUNT,

    /** What clients say instead of {@link #WORD_COUNT}. */
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
     * Tells whether a text follows the word.
     *
     * @return whether it announces one
     */
    public boolean sendsText() {
        return this == WORD_COUNT || this == FILE;
    }

    /** Finds the word that stands in {@code in} at an absolute index, whole; {@code null} when none does. */
    static @Nullable RequestWord at(ByteBuffer in, int index) {
        for (RequestWord word : values()) {
            if (word.name().length() <= in.limit() - index && word.agrees(in, index)) {
                return word;
            }
        }
        return null;
    }

    /** Tells whether what stands in {@code in} from an absolute index to its limit could go on to be a word. */
    static boolean mayBegin(ByteBuffer in, int index) {
        for (RequestWord word : values()) {
            if (word.name().length() > in.limit() - index && word.agrees(in, index)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the bytes are those of the word, as far as both go. */
    private boolean agrees(ByteBuffer in, int index) {
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
