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

    /** Mistakes at the beginning of a message. */
    static final KnownMistakes BEGINNING = new KnownMistakes()
            .with(NumberRule.JSON_OBJECT, "\"\\{", "JSON encoded twice: the object is inside a string")
            .with(
                    NumberRule.JSON_OBJECT,
                    "\\{\\s*'",
                    "a Python dict turned into text by str(): json.dumps makes JSON of it")
            .with(NumberRule.UTF_8, "\\x00?\\{\\x00", "text in UTF-16: send UTF-8")
            .with(NumberRule.OBJECT_FIRST, "\\d+\\s*(?:\\{|\\z)", "the digits are " + LENGTH)
            .with(NumberRule.OBJECT_FIRST, "(?:.{2}|.{4}|.{8})(?=\\{|\\z)", NumberMistake::length);

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
    private static @Nullable String length(MatchResult found) {
        byte[] bytes = found.group().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer padded = ByteBuffer.allocate(Long.BYTES).put(Long.BYTES - bytes.length, bytes);
        long bigEndian = padded.getLong(0);
        long littleEndian = padded.order(ByteOrder.LITTLE_ENDIAN).getLong(0) >>> (Long.SIZE - bytes.length * Byte.SIZE);
        return isLength(bigEndian) || isLength(littleEndian)
                ? "the bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes) + " are " + LENGTH
                : null;
    }

    private static boolean isLength(long value) {
        return value > 1 && value <= NumberProtocol.MAX_MESSAGE_BYTES;
    }
}
