// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.rule.KnownMistakes;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * The known mistakes of other programs with this protocol: a table for each kind of refused bytes. A table is compared
 * with the bytes from their beginning on.
 */
final class CrdsMistake {
    static final String QUAD = "\\d{1,3}(?:\\.\\d{1,3}){3}";

    /** The end of a line or of a C string. */
    private static final String END = "(?:[\\r\\n]+|\\x00)\\z";

    static final String ONE_BYTE = "; it must be one byte";
    private static final String STRIP = "a line end or a zero byte was sent with it: strip the line that was read";
    private static final String BINARY_ADDRESS = "the address as 4 bytes instead of text such as \"239.0.0.10\"";
    private static final String BINARY_PORT = "the port as a binary number instead of its digits as text";
    private static final String ADDRESS_AND_PORT = "address and port in one field: each has a length of its own";
    static final String CHARACTERS = "the length counts characters: take it after encoding to UTF-8";

    /** An unknown command byte, and what follows it. */
    static final KnownMistakes COMMAND = new KnownMistakes()
            .with(CrdsRule.COMMAND_BYTE, "(?i)(getdir|makeroom|deleteroom|chat)\\b", CrdsMistake::word)
            .with(
                    CrdsRule.COMMAND_BYTE,
                    "(?i)(bye|connect|quit|exit)\\b",
                    found -> "the word \"" + found.group(1) + "\", a command of the client's console that is not sent")
            .with(
                    CrdsRule.COMMAND_BYTE,
                    "([1-4])(?:[\\r\\n]*\\z|[\\x01-\\x1f][ -~])",
                    found -> "the digit '" + found.group(1) + "' as text instead of the byte 0" + found.group(1))
            .with(
                    CrdsRule.COMMAND_BYTE,
                    "(?:\\\\x|0x)0?([1-4])",
                    found -> "the text " + found.group() + " instead of the byte 0" + found.group(1))
            .with(
                    CrdsRule.COMMAND_BYTE,
                    "\\x00(?:\\x00\\x00|\\x00{6})?[\\x01-\\x04]",
                    found -> "the command as an integer of " + found.group().length() + " bytes" + ONE_BYTE)
            .with(
                    CrdsRule.COMMAND_BYTE,
                    "\\x00(?:\\x00\\x00|\\x00{6})\\z",
                    found -> "the command before it as an integer of "
                            + (found.group().length() + 1) + " bytes" + ONE_BYTE)
            .with(CrdsRule.NO_SEPARATOR, "[\\r\\n]+(?:\\z|[\\x01-\\x04])", "a line end after a command")
            .with(
                    CrdsRule.LENGTH_BYTE,
                    "([\\x05-\\x1f])([ -~]+)(?:\\z|\\x00)",
                    found -> LengthMistake.counted(found, "the last byte of a length of several bytes" + ONE_BYTE));

    /** A command that the end of the input cuts off. */
    static final KnownMistakes CUT_COMMAND = new KnownMistakes()
            .with(
                    CrdsRule.THREE_FIELDS,
                    "\\x02[\\x07-\\x0f]" + QUAD + "[\\x01-\\x05]\\d{1,5}\\z",
                    "the name was left out: the first field is an address")
            .with(
                    CrdsRule.THREE_FIELDS,
                    "\\x02(.)([^\\x00-\\x1f]+[ ,:;]" + QUAD + "[ ,:;]\\d{1,5})\\z",
                    found -> LengthMistake.counted(
                            found, "name, address and port in one field: each has a length of its own"))
            .with(
                    CrdsRule.THREE_FIELDS,
                    "\\x02.[^\\x00-\\x1f]+([\\x09-\\x15])(" + QUAD + "[: ]\\d{1,5})\\z",
                    found -> LengthMistake.counted(found, ADDRESS_AND_PORT))
            .with(CrdsRule.LENGTH_IN_BYTES, "\\x02.+\\z", LengthMistake::characters)
            .with(
                    CrdsRule.LENGTH_BYTE,
                    "[\\x02-\\x04][\\x01-\\xff](\\x00{3}|\\x00)[ -~](?!\\x00)",
                    LengthMistake::littleEndian)
            // The name was left out. A name of 239 bytes matches only if one of its first three is not printable ASCII.
            .with(CrdsRule.ADDRESS, "\\x02\\xef(?=.{0,2}[^ -~]).{3,11}\\z", BINARY_ADDRESS);

    /** A name that is incomplete, from its length byte on. */
    static final KnownMistakes CUT_NAME = new KnownMistakes()
            .with(CrdsRule.LENGTH_BYTE, "\\d[ -~]+\\z", LengthMistake::digits)
            .with(CrdsRule.LENGTH_BYTE, "[A-Za-z0-9][ -~\\x00\\r\\n]*\\z", LengthMistake::leftOut);

    /** An address that is incomplete or too long, from its length byte on. */
    static final KnownMistakes CUT_ADDRESS = CUT_NAME.with(CrdsRule.ADDRESS, "\\xef.{3,11}\\z", BINARY_ADDRESS);

    /** A port that is incomplete or too long, from its length byte on. */
    static final KnownMistakes CUT_PORT = new KnownMistakes()
            .with(CrdsRule.LENGTH_BYTE, "[ ,:;]?\\d{1,6}\\z", "the length byte was left out, or sent as a digit")
            .with(CrdsRule.PORT, "(?=.*[^ -~])[\\x06-\\xff].\\z", BINARY_PORT);

    /** A complete makeroom that was refused. */
    static final KnownMistakes MAKEROOM = new KnownMistakes()
            .with(CrdsRule.LENGTH_BYTE, "\\x02\\x00\\x00\\x00\\z", "a length of 4 or 8 bytes" + ONE_BYTE)
            .with(
                    CrdsRule.LENGTH_BYTE,
                    "\\x02\\x00[\\x01-\\xff][ -~\\x80-\\xff]+\\x00\\z",
                    "a length of 2 bytes" + ONE_BYTE)
            .with(CrdsRule.LENGTH_IN_BYTES, "\\x02.+\\z", LengthMistake::characters)
            .with(
                    CrdsRule.THREE_FIELDS,
                    "\\x02[\\x07-\\x0f]" + QUAD + "[\\x01-\\x05]\\d{1,5}[\\x01-\\xff]",
                    "the name was left out, or the order is wrong: name, address, port");

    /** A refused name. */
    static final KnownMistakes NAME = new KnownMistakes()
            .with(CrdsRule.LENGTH_BYTE, "(\\x00{3}|\\x00)[ -~](?!\\x00)", LengthMistake::littleEndian)
            .with(CrdsRule.NAME, "(?:[ -~]\\x00){2,}\\z|(?:\\x00[ -~]){2,}\\z", "text in UTF-16: send UTF-8")
            .with(CrdsRule.NAME, "[^\\x00-\\x1f]+" + END, STRIP)
            // A name that is cut inside a UTF-8 character. A name in ISO 8859-1 would match only if it ended with an
            // accented capital A or with a control character.
            .with(CrdsRule.LENGTH_IN_BYTES, ".*(?:[\\xc2\\xc3]|[\\xe3-\\xe9][\\x80-\\x9f])\\z", CHARACTERS);

    /** A refused address. */
    static final KnownMistakes ADDRESS = new KnownMistakes()
            .with(CrdsRule.ADDRESS, "\\xef.{3}\\z", BINARY_ADDRESS)
            .with(CrdsRule.THREE_FIELDS, QUAD + "[: ]\\d{1,5}\\z", ADDRESS_AND_PORT)
            .with(CrdsRule.ADDRESS, QUAD + END, STRIP)
            .with(CrdsRule.ADDRESS, "(?=.*\\b0\\d)" + QUAD + "\\z", "leading zeros: write 10, not 010")
            .with(
                    CrdsRule.ADDRESS_RANGE,
                    "\\d{1,3}(?:\\.\\d{1,3}){2}\\.239\\z",
                    "the bytes of the address in reverse order");

    /** A refused port. */
    static final KnownMistakes PORT = new KnownMistakes()
            .with(CrdsRule.PORT, "\\d{1,5}" + END, STRIP)
            .with(CrdsRule.PORT, "(?=.*[^ -~])(?:\\x00\\x00)?..\\z", BINARY_PORT);

    /** The first 8 bytes of a listing, which can't be a length. */
    static final KnownMistakes LISTING = new KnownMistakes()
            .with(CrdsRule.NO_REPLY, "[ -~\\r\\n]{2,7}\\x00+", "a reply to makeroom or deleteroom")
            .with(CrdsRule.LISTING_LENGTH, "\\d{8}", "the length as 8 digits instead of a binary number")
            .with(CrdsRule.LISTING_LENGTH, ".{8}", LengthMistake::ofListing);

    /** A listing that ends within its 8 length bytes, or has fewer bytes than they state. */
    static final KnownMistakes CUT_LISTING = new KnownMistakes()
            .with(
                    CrdsRule.NO_REPLY,
                    "(?i)(ok|okay|success|done|created|deleted)\\b",
                    "a reply to makeroom or deleteroom")
            .with(CrdsRule.LISTING_LENGTH, "\\x00{4}\\z", "a length of 4 bytes: it has 8")
            .with(
                    CrdsRule.LISTING_LENGTH,
                    "\\x00\\z",
                    "a single zero byte, as for an unknown room: an empty listing has 8");

    private CrdsMistake() {}

    private static String word(MatchResult found) {
        String word = found.group(1);
        int code = CrdsCommand.Verb.valueOf(word.toUpperCase(Locale.ROOT)).code;
        return "the word \"" + word + "\" instead of the byte 0" + code;
    }
}
