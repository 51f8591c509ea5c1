// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.rule.ForeignInput;
import io.labnet.core.rule.KnownMistakes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Known mistakes of clients, recognized by a wrong token: a word or a number that the decoder refuses. */
final class RequestMistake {
    static final String CHARACTERS = "the length before it counts characters, not bytes";

    private static final KnownMistakes IN_WORDS = new KnownMistakes()
            .with("(?i)(FIBONACCI|FILE|WORD_COUNT|COMPLETE)[0-9]*\\z", "letters in lower case")
            .with("(?i)(Host|User-Agent|Accept[a-z-]*|Connection|Content-[a-z]+):\\z", "an HTTP client");

    /**
     * Most requests ask for small numbers. A small number that is sent as a binary integer contains bytes with the value
     * 0: at its start in big-endian order, at its end in little-endian order.
     */
    private static final KnownMistakes IN_NUMBERS = new KnownMistakes()
            .with("(['\"])[0-9]+\\1\\z", "quotes around the number")
            .with("[0-9]+\\.0*\\z", "a floating-point number turned into text")
            .with("[\\[({][0-9]+,?[\\])}]\\z", "brackets around the number")
            .with("[0-9]+\0+\\z", "the zero byte that ends a string in C")
            .with("(?:\0.|.\0|\0\0..|..\0\0|\0{4}....|....\0{4})\\z", "a binary integer, as struct.pack makes it");

    private RequestMistake() {}

    /**
     * Returns the likely cause of a token that is not the expected request word, or {@code null} if it is not known.
     */
    static @Nullable String inWord(ByteBuffer in, int length) {
        return find(IN_WORDS, in, length);
    }

    /** Returns the likely cause of a token that is not the expected number, or {@code null} if it is not known. */
    static @Nullable String inNumber(ByteBuffer in, int length) {
        return find(IN_NUMBERS, in, length);
    }

    private static @Nullable String find(KnownMistakes mistakes, ByteBuffer in, int length) {
        ByteBuffer token = in.slice(in.position(), length);
        String mistake = mistakes.cause(token);
        return mistake == null ? ForeignInput.cause(token) : mistake;
    }
}
