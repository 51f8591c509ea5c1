// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.TextPiece;
import io.labnet.compute.WordCounter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is kept of a text while it passes by: the number of its words, and how it begins. */
final class TextTally {
    private static final int SHOWN_CHARACTERS = 100;
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private final WordCounter counter;
    private final ByteBuffer beginning = ByteBuffer.allocate(SHOWN_CHARACTERS * MOST_BYTES_OF_A_CHARACTER);

    TextTally(WordCounter.Rule words) {
        this.counter = new WordCounter(words);
    }

    void add(TextPiece piece) {
        counter.add(piece.bytes());
        int kept = Math.min(piece.bytes().remaining(), beginning.remaining());
        beginning.put(piece.bytes().limit(kept));
    }

    long words() {
        return counter.words();
    }

    /** The first characters of the text. */
    String beginning() {
        String text =
                StandardCharsets.UTF_8.decode(beginning.duplicate().flip()).toString();
        int shown = Math.min(SHOWN_CHARACTERS, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, shown));
    }
}
