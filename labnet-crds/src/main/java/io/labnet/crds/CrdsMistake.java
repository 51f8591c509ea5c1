// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A known mistake of other programs with this protocol, recognized by the refused bytes.
 *
 * @param rule the rule that the mistake breaks
 * @param cause the mistake, as a phrase
 */
record CrdsMistake(CrdsRule rule, String cause) {
    /**
     * The place where bytes were refused. Each pattern has a place, and is compared with the bytes that begin at this
     * place.
     */
    enum Place {
        /** An unknown command byte, and what follows it. */
        COMMAND,
        /** A command that the end of the input cuts off. */
        CUT_COMMAND,
        /** A name or an address that is incomplete or too long, from its length byte on. */
        CUT_FIELD,
        /** A port that is incomplete or too long, from its length byte on. */
        CUT_PORT,
        /** A complete makeroom that was refused. */
        MAKEROOM,
        /** A refused name. */
        NAME,
        /** A refused address. */
        ADDRESS,
        /** A refused port. */
        PORT,
        /** The first 8 bytes of a listing, which can't be a length. */
        LISTING,
        /** A listing that ends within its 8 length bytes, or has fewer bytes than they state. */
        CUT_LISTING
    }

    /**
     * A mistake and the pattern that recognizes it. The pattern is compared with the bytes decoded as ISO 8859-1, so
     * that each byte is one character.
     */
    private record Known(Place place, Pattern bytes, CrdsRule rule, Function<MatchResult, @Nullable String> cause) {}

    private static final List<Known> KNOWN = new ArrayList<>();

    static final String QUAD = "\\d{1,3}(?:\\.\\d{1,3}){3}";

    /** The end of a line or of a C string. */
    private static final String END = "(?:[\\r\\n]+|\\x00)\\z";

    static final String ONE_BYTE = "; it must be one byte";
    private static final String STRIP = "a line end or a zero byte was sent with it: strip the line that was read";
    private static final String BINARY_ADDRESS = "the address as 4 bytes instead of text such as \"239.0.0.10\"";
    private static final String BINARY_PORT = "the port as a binary number instead of its digits as text";
    private static final String ADDRESS_AND_PORT = "address and port in one field: each has a length of its own";
    static final String CHARACTERS = "the length counts characters: take it after encoding to UTF-8";

    static {
        known(Place.COMMAND, CrdsRule.COMMAND_BYTE, "(?i)(getdir|makeroom|deleteroom|chat)\\b", CrdsMistake::word);
        known(
                Place.COMMAND,
                CrdsRule.COMMAND_BYTE,
                "(?i)(bye|connect|quit|exit)\\b",
                found -> "the word \"" + found.group(1) + "\", a command of the client's console that is not sent");
        known(
                Place.COMMAND,
                CrdsRule.COMMAND_BYTE,
                "([1-4])(?:[\\r\\n]*\\z|[\\x01-\\x1f][ -~])",
                found -> "the digit '" + found.group(1) + "' as text instead of the byte 0" + found.group(1));
        known(
                Place.COMMAND,
                CrdsRule.COMMAND_BYTE,
                "(?:\\\\x|0x)0?([1-4])",
                found -> "the text " + found.group() + " instead of the byte 0" + found.group(1));
        known(
                Place.COMMAND,
                CrdsRule.COMMAND_BYTE,
                "\\x00(?:\\x00\\x00|\\x00{6})?[\\x01-\\x04]",
                found -> "the command as an integer of " + found.group().length() + " bytes" + ONE_BYTE);
        known(
                Place.COMMAND,
                CrdsRule.COMMAND_BYTE,
                "\\x00(?:\\x00\\x00|\\x00{6})\\z",
                found -> "the command before it as an integer of "
                        + (found.group().length() + 1) + " bytes" + ONE_BYTE);
        known(Place.COMMAND, CrdsRule.NO_SEPARATOR, "[\\r\\n]+(?:\\z|[\\x01-\\x04])", "a line end after a command");
        known(
                Place.COMMAND,
                CrdsRule.LENGTH_BYTE,
                "([\\x05-\\x1f])([ -~]+)(?:\\z|\\x00)",
                found -> LengthMistake.counted(found, "the last byte of a length of several bytes" + ONE_BYTE));

        known(
                Place.CUT_COMMAND,
                CrdsRule.THREE_FIELDS,
                "\\x02[\\x07-\\x0f]" + QUAD + "[\\x01-\\x05]\\d{1,5}\\z",
                "the name was left out: the first field is an address");
        known(
                Place.CUT_COMMAND,
                CrdsRule.THREE_FIELDS,
                "\\x02(.)([^\\x00-\\x1f]+[ ,:;]" + QUAD + "[ ,:;]\\d{1,5})\\z",
                found -> LengthMistake.counted(
                        found, "name, address and port in one field: each has a length of its own"));
        known(
                Place.CUT_COMMAND,
                CrdsRule.THREE_FIELDS,
                "\\x02.[^\\x00-\\x1f]+([\\x09-\\x15])(" + QUAD + "[: ]\\d{1,5})\\z",
                found -> LengthMistake.counted(found, ADDRESS_AND_PORT));
        known(Place.CUT_COMMAND, CrdsRule.LENGTH_IN_BYTES, "\\x02.+\\z", LengthMistake::characters);
        known(
                Place.CUT_COMMAND,
                CrdsRule.LENGTH_BYTE,
                "[\\x02-\\x04][\\x01-\\xff](\\x00{3}|\\x00)[ -~](?!\\x00)",
                LengthMistake::littleEndian);
        known(Place.CUT_FIELD, CrdsRule.ADDRESS, "\\xef.{3}.{0,8}\\z", BINARY_ADDRESS);
        known(Place.CUT_FIELD, CrdsRule.LENGTH_BYTE, "\\d[ -~]+\\z", LengthMistake::digits);
        known(Place.CUT_FIELD, CrdsRule.LENGTH_BYTE, "[A-Za-z0-9][ -~\\x00\\r\\n]*\\z", LengthMistake::leftOut);
        known(
                Place.CUT_PORT,
                CrdsRule.LENGTH_BYTE,
                "[ ,:;]?\\d{1,6}\\z",
                "the length byte was left out, or sent as a digit");
        known(Place.CUT_PORT, CrdsRule.PORT, "(?=.*[^ -~])[\\x06-\\xff].\\z", BINARY_PORT);

        known(Place.MAKEROOM, CrdsRule.LENGTH_BYTE, "\\x02\\x00\\x00\\x00\\z", "a length of 4 or 8 bytes" + ONE_BYTE);
        known(
                Place.MAKEROOM,
                CrdsRule.LENGTH_BYTE,
                "\\x02\\x00[\\x01-\\xff][ -~\\x80-\\xff]+\\x00\\z",
                "a length of 2 bytes" + ONE_BYTE);
        known(Place.MAKEROOM, CrdsRule.LENGTH_IN_BYTES, "\\x02.+\\z", LengthMistake::characters);
        known(
                Place.MAKEROOM,
                CrdsRule.THREE_FIELDS,
                "\\x02[\\x07-\\x0f]" + QUAD + "[\\x01-\\x05]\\d{1,5}[\\x01-\\xff]",
                "the name was left out, or the order is wrong: name, address, port");
        known(Place.NAME, CrdsRule.LENGTH_BYTE, "(\\x00{3}|\\x00)[ -~](?!\\x00)", LengthMistake::littleEndian);
        known(Place.NAME, CrdsRule.NAME, "(?:[ -~]\\x00){2,}\\z|(?:\\x00[ -~]){2,}\\z", "text in UTF-16: send UTF-8");
        known(Place.NAME, CrdsRule.NAME, "[^\\x00-\\x1f]+" + END, STRIP);
        // A name that is cut inside a UTF-8 character. A name in ISO 8859-1 would match only if it ended with an
        // accented capital A or with a control character.
        known(Place.NAME, CrdsRule.LENGTH_IN_BYTES, ".*(?:[\\xc2\\xc3]|[\\xe3-\\xe9][\\x80-\\x9f])\\z", CHARACTERS);
        known(Place.ADDRESS, CrdsRule.ADDRESS, "\\xef.{3}\\z", BINARY_ADDRESS);
        known(Place.ADDRESS, CrdsRule.THREE_FIELDS, QUAD + "[: ]\\d{1,5}\\z", ADDRESS_AND_PORT);
        known(Place.ADDRESS, CrdsRule.ADDRESS, QUAD + END, STRIP);
        known(Place.ADDRESS, CrdsRule.ADDRESS, "(?=.*\\b0\\d)" + QUAD + "\\z", "leading zeros: write 10, not 010");
        known(
                Place.ADDRESS,
                CrdsRule.ADDRESS_RANGE,
                "\\d{1,3}(?:\\.\\d{1,3}){2}\\.239\\z",
                "the bytes of the address in reverse order");
        known(Place.PORT, CrdsRule.PORT, "\\d{1,5}" + END, STRIP);
        known(Place.PORT, CrdsRule.PORT, "(?=.*[^ -~])(?:\\x00\\x00)?..\\z", BINARY_PORT);

        known(Place.LISTING, CrdsRule.NO_REPLY, "[ -~\\r\\n]{2,7}\\x00+", "a reply to makeroom or deleteroom");
        known(Place.LISTING, CrdsRule.LISTING_LENGTH, "\\d{8}", "the length as 8 digits instead of a binary number");
        known(Place.LISTING, CrdsRule.LISTING_LENGTH, ".{8}", LengthMistake::ofListing);
        known(
                Place.CUT_LISTING,
                CrdsRule.NO_REPLY,
                "(?i)(ok|okay|success|done|created|deleted)\\b",
                "a reply to makeroom or deleteroom");
        known(Place.CUT_LISTING, CrdsRule.LISTING_LENGTH, "\\x00{4}\\z", "a length of 4 bytes: it has 8");
        known(
                Place.CUT_LISTING,
                CrdsRule.LISTING_LENGTH,
                "\\x00\\z",
                "a single zero byte, as for an unknown room: an empty listing has 8");
    }

    private static void known(Place place, CrdsRule rule, String bytes, String cause) {
        known(place, rule, bytes, found -> cause);
    }

    private static void known(Place place, CrdsRule rule, String bytes, Function<MatchResult, @Nullable String> cause) {
        KNOWN.add(new Known(place, Pattern.compile(bytes, Pattern.DOTALL), rule, cause));
    }

    /** Returns the first mistake whose pattern matches the bytes, or {@code null} if there is none. */
    static @Nullable CrdsMistake find(Place place, ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        for (Known mistake : KNOWN) {
            Matcher found = mistake.bytes.matcher(text);
            if (mistake.place == place && found.lookingAt()) {
                String cause = mistake.cause.apply(found);
                if (cause != null) {
                    return new CrdsMistake(mistake.rule, cause);
                }
            }
        }
        return null;
    }

    /**
     * If the bytes match a known mistake, adds the mistake and its rule to a refusal; otherwise returns the refusal
     * unchanged.
     */
    static ProtocolException explain(ProtocolException refusal, Place place, ByteBuffer bytes) {
        CrdsMistake mistake = find(place, bytes);
        return mistake == null ? refusal : refusal.withRule(mistake.rule).withLikelyCause(mistake.cause);
    }

    private static String word(MatchResult found) {
        String word = found.group(1);
        int code = CrdsCommand.Verb.valueOf(word.toUpperCase(Locale.ROOT)).code;
        return "the word \"" + word + "\" instead of the byte 0" + code;
    }
}
