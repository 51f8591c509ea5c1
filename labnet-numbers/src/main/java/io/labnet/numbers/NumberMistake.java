// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.rule.KnownMistakes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * The known mistakes of programs that should send a JSON object. {@link io.labnet.core.rule.ForeignInput} recognizes
 * input of other protocols.
 */
final class NumberMistake {
    private static final String LENGTH = "the length of the object: only the object is expected";

    /** The size of the smallest request or reply, without spaces and with an empty name. */
    private static final int SMALLEST_MESSAGE = 36;

    /**
     * Mistakes at the beginning of a message. A number alone may be a length whose object has not arrived yet, or all
     * that the peer sends. As digits, or as a binary number of 2 bytes, it is therefore not called a length.
     */
    static final KnownMistakes BEGINNING = new KnownMistakes()
            .with(NumberRule.JSON_OBJECT, "\"\\{", "JSON encoded twice: the object is inside a string")
            .with(
                    NumberRule.JSON_OBJECT,
                    "\\{\\s*'",
                    "a Python dict turned into text by str(): json.dumps makes JSON of it")
            .with(NumberRule.UTF_8, "\\x00?\\{\\x00[\"}\\s]", "text in UTF-16: send UTF-8")
            .with(NumberRule.OBJECT_FIRST, "\\d+\\s*\\{", "the digits are " + LENGTH)
            .with(NumberRule.OBJECT_FIRST, "(?!\\{)(?:.{2}|.{4}|.{8})(?=\\{)", found -> length(found, 2))
            .with(NumberRule.OBJECT_FIRST, "(?!\\{)(?:.{4}|.{8})\\z", found -> length(found, SMALLEST_MESSAGE));

    /** Mistakes in an object, from the wrong word or character on. */
    static final KnownMistakes WORD = new KnownMistakes()
            .with(
                    NumberRule.JSON_OBJECT,
                    "(?:None|True|False)(?![A-Za-z])",
                    "a value of Python: json.dumps writes null, true and false");

    /** Mistakes in the JSON text of a value that is not an integer. The rule is that of the member. */
    static final KnownMistakes NUMBER = new KnownMistakes()
            .with("\"\\s*-?\\d+\\s*\"\\z", "the number as a string, such as input() returns")
            .with("-?\\d+\\.0+\\z", "a floating-point number: send an integer");

    private NumberMistake() {}

    /** Returns the cause, a length before the object, if the bytes are a possible length in either byte order. */
    private static @Nullable String length(MatchResult found, int smallest) {
        byte[] bytes = found.group().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer padded = ByteBuffer.allocate(Long.BYTES).put(Long.BYTES - bytes.length, bytes);
        long bigEndian = padded.getLong(0);
        long littleEndian = padded.order(ByteOrder.LITTLE_ENDIAN).getLong(0) >>> (Long.SIZE - bytes.length * Byte.SIZE);
        return isLength(bigEndian, smallest) || isLength(littleEndian, smallest)
                ? "the bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes) + " are " + LENGTH
                : null;
    }

    private static boolean isLength(long value, int smallest) {
        return value >= smallest && value <= NumberProtocol.MAX_MESSAGE_BYTES;
    }
}
