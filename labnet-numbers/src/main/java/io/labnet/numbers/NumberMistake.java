// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A known mistake of programs that should send a JSON object, recognized by the refused bytes.
 * {@link io.labnet.core.rule.ForeignInput} recognizes input of other protocols.
 *
 * @param rule the rule that the mistake breaks
 * @param cause the mistake, as a phrase
 */
record NumberMistake(NumberRule rule, String cause) {
    /** The text with which a pattern is compared. */
    private enum Place {
        /** The beginning of the message. */
        BEGINNING,
        /** The wrong word or character in an object. */
        WORD,
        /** The JSON text of a value that is not an integer. */
        NUMBER
    }

    /**
     * A mistake and the pattern that recognizes it. The pattern is compared with the bytes decoded as ISO 8859-1, so
     * that each byte is one character.
     */
    private record Known(Place place, Pattern bytes, NumberRule rule, Function<String, @Nullable String> cause) {}

    private static final List<Known> KNOWN = new ArrayList<>();
    private static final int MAX_BYTES = 64;

    static {
        known(Place.BEGINNING, NumberRule.JSON_OBJECT, "\"\\{", "JSON encoded twice: the object is inside a string");
        known(
                Place.BEGINNING,
                NumberRule.JSON_OBJECT,
                "\\{\\s*'",
                "a Python dict turned into text by str(): json.dumps makes JSON of it");
        known(Place.BEGINNING, NumberRule.UTF_8, "\\x00?\\{\\x00", "text in UTF-16: send UTF-8");
        known(
                Place.BEGINNING,
                NumberRule.OBJECT_FIRST,
                "\\d+\\s*(?:\\{|\\z)",
                "the digits are the length of the object: only the object is expected");
        for (int bytes = 2; bytes <= Long.BYTES; bytes *= 2) {
            known(
                    Place.BEGINNING,
                    NumberRule.OBJECT_FIRST,
                    "(?=.{" + bytes + "}(?:\\{|\\z)).{" + bytes + "}",
                    NumberMistake::length);
        }
        known(
                Place.WORD,
                NumberRule.JSON_OBJECT,
                "None\\z|True\\z|False\\z",
                "a value of Python: json.dumps writes null, true and false");
        known(
                Place.NUMBER,
                NumberRule.CLIENT_NUMBER,
                "\"\\s*-?\\d+\\s*\"\\z",
                "the number as a string, such as input() returns");
        known(Place.NUMBER, NumberRule.CLIENT_NUMBER, "-?\\d+\\.0+\\z", "a floating-point number: send an integer");
    }

    private static void known(Place place, NumberRule rule, String bytes, String cause) {
        known(place, rule, bytes, found -> cause);
    }

    private static void known(Place place, NumberRule rule, String bytes, Function<String, @Nullable String> cause) {
        KNOWN.add(new Known(place, Pattern.compile(bytes, Pattern.DOTALL), rule, cause));
    }

    /** Returns the known mistake at the beginning of a message, or {@code null} if there is none. */
    static @Nullable NumberMistake atBeginning(byte[] message) {
        int shown = Math.min(MAX_BYTES, message.length);
        return find(Place.BEGINNING, new String(message, 0, shown, StandardCharsets.ISO_8859_1));
    }

    /** Returns the known mistake in a word that is not JSON, or {@code null} if there is none. */
    static @Nullable NumberMistake ofWord(String word) {
        return find(Place.WORD, word);
    }

    /** Returns the likely cause of a value that is not an integer, or {@code null} if it is not known. */
    static @Nullable String ofNumber(String json) {
        NumberMistake mistake = find(Place.NUMBER, json);
        return mistake == null ? null : mistake.cause;
    }

    private static @Nullable NumberMistake find(Place place, String text) {
        for (Known mistake : KNOWN) {
            Matcher found = mistake.bytes.matcher(text);
            if (mistake.place == place && found.lookingAt()) {
                String cause = mistake.cause.apply(found.group());
                if (cause != null) {
                    return new NumberMistake(mistake.rule, cause);
                }
            }
        }
        return null;
    }

    /** Adds a mistake and its rule to a refusal; without a mistake, returns the refusal unchanged. */
    static ProtocolException explain(ProtocolException refusal, @Nullable NumberMistake mistake) {
        return mistake == null ? refusal : refusal.withRule(mistake.rule).withLikelyCause(mistake.cause);
    }

    /**
     * If the bytes are a possible length in either byte order, returns the cause: a length was sent before the object.
     */
    private static @Nullable String length(String found) {
        byte[] bytes = found.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer padded = ByteBuffer.allocate(Long.BYTES).put(Long.BYTES - bytes.length, bytes);
        long bigEndian = padded.getLong(0);
        long littleEndian = padded.order(ByteOrder.LITTLE_ENDIAN).getLong(0) >>> (Long.SIZE - bytes.length * Byte.SIZE);
        return isLength(bigEndian) || isLength(littleEndian)
                ? "the bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes)
                        + " are the length of the object: only the object is expected"
                : null;
    }

    private static boolean isLength(long value) {
        return value > 1 && value <= NumberProtocol.MAX_MESSAGE_BYTES;
    }
}
