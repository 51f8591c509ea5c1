// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.rule.ForeignInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Known mistakes of clients, recognized by a wrong token: a word or a number that the decoder refuses. */
final class RequestMistake {
    static final String CHARACTERS = "the length before it counts characters, not bytes";

    private static final Map<Pattern, String> IN_WORDS = new LinkedHashMap<>();
    private static final Map<Pattern, String> IN_NUMBERS = new LinkedHashMap<>();

    static {
        IN_WORDS.put(Pattern.compile("(?i)(FIBONACCI|FILE|WORD_COUNT|COMPLETE)[0-9]*"), "letters in lower case");
        IN_WORDS.put(
                Pattern.compile("(?i)(Host|User-Agent|Accept[a-z-]*|Connection|Content-[a-z]+):"), "an HTTP client");
        IN_NUMBERS.put(Pattern.compile("(['\"])[0-9]+\\1"), "quotes around the number");
        IN_NUMBERS.put(Pattern.compile("[0-9]+\\.0*"), "a floating-point number turned into text");
        IN_NUMBERS.put(Pattern.compile("[\\[({][0-9]+,?[\\])}]"), "brackets around the number");
        IN_NUMBERS.put(Pattern.compile("[0-9]+\0+"), "the zero byte that ends a string in C");
        // Most requests ask for small numbers. A small number that is sent as a binary integer
        // contains bytes with the value 0: at its start in big-endian order, at its end in little-endian order.
        IN_NUMBERS.put(
                Pattern.compile("(?s)\0.|.\0|\0\0..|..\0\0|\0{4}....|....\0{4}"),
                "a binary integer, as struct.pack makes it");
    }

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

    private static @Nullable String find(Map<Pattern, String> mistakes, ByteBuffer in, int length) {
        ByteBuffer token = in.slice(in.position(), length);
        String text = StandardCharsets.ISO_8859_1.decode(token.duplicate()).toString();
        for (Map.Entry<Pattern, String> mistake : mistakes.entrySet()) {
            if (mistake.getKey().matcher(text).matches()) {
                return mistake.getValue();
            }
        }
        return ForeignInput.cause(token);
    }
}
