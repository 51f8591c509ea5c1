// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.crds.CrdsCommand.MakeRoom;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The likely causes of refusals. Text stands for its bytes, and hex in brackets for others. */
class CrdsMistakeTest {
    private static final Pattern HEX = Pattern.compile("\\[([0-9a-f ]+)]");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getdir | the word \"getdir\" instead of the byte 01 (crds-1.1)",
                "MAKEROOM room1 | the word \"MAKEROOM\" instead of the byte 02 (crds-1.1)",
                "bye[0a] | the word \"bye\", a command of the client's console that is not sent (crds-1.1)",
                "1[0a] | the digit '1' as text instead of the byte 01 (crds-1.1)",
                "2[05]room1 | the digit '2' as text instead of the byte 02 (crds-1.1)",
                "\\x01 | the text \\x01 instead of the byte 01 (crds-1.1)",
                "[00 01] | the command as an integer of 2 bytes; it must be one byte (crds-1.1)",
                "[00 00 00 04 05]room1 | the command as an integer of 4 bytes; it must be one byte (crds-1.1)",
                "[00 00 00 00 00 00 00] | the command before it as an integer of 8 bytes; it must be one byte (crds-1.1)",
                "[0a] | a line end after a command (crds-1.3)",
                "[0d 0a 01] | a line end after a command (crds-1.3)",
                "[05]room1[00 00 00] | the last byte of a length of several bytes; it must be one byte (crds-2.1)",
            })
    void unknownCommand_isExplained(String bytes, String cause) {
        assertThat(refusal(new CrdsCommandDecoder(), bytes)).endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[02]room1 239.0.0.10 5000 | the length byte was left out: 'r' was taken for it (crds-2.1)",
                "[04]room1[00] | the length byte was left out: 'r' was taken for it (crds-2.1)",
                "[02]5room110239.0.0.1045000 | the length as the text \"5\" instead of one byte (crds-2.1)",
                "[03]5room1 | the length as the text \"5\" instead of one byte (crds-2.1)",
                "[02 05 00]room1[0a 00]239.0.0.10 | a little-endian length of 2 bytes; it must be one byte (crds-2.1)",
                "[02 03]日本語[09]239.0.0.1[01]1 | the length counts characters: take it after encoding to UTF-8 (crds-2.2)",
                "[02 0a]239.0.0.10[04]5000 | the name was left out: the first field is an address (crds-2.3)",
                "[02 15]room1 239.0.0.10 5000 | name, address and port in one field: each has a length of its own (crds-2.3)",
                "[02 01]a[0f]239.0.0.10:5000 | address and port in one field: each has a length of its own (crds-2.3)",
                "[02 01]a[ef 00 00 0b 13 89] | the address as 4 bytes instead of text such as \"239.0.0.10\" (crds-3.2)",
                "[02 ef 00 00 0b 13 89] | the address as 4 bytes instead of text such as \"239.0.0.10\" (crds-3.2)",
                "[02 01]a[09]239.0.0.1[13 88] | the port as a binary number instead of its digits as text (crds-3.4)",
                "[02 01]a[09]239.0.0.1 5000 | the length byte was left out, or sent as a digit (crds-2.1)",
                "[02 01]a[09]239.0.0.15000 | the length byte was left out, or sent as a digit (crds-2.1)",
            })
    void incompleteCommand_isExplained(String bytes, String cause) {
        assertThat(refusal(new CrdsCommandDecoder(), bytes)).endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[02 05]ro | makeroom: 05 72 6f; a name of 0x05=5 bytes was announced, 2 came (crds-1.2)",
                "[02 01]a | makeroom: 02 01 61; the address is missing (crds-1.2)",
                "[02 01]a[02]b | makeroom: 02 62; an address of 0x02=2 bytes was announced, 1 came after the name \"a\" (crds-1.2)",
                "[02 05 00 00 00]room1 | makeroom: 6f 6d 31; an address of 0x6f=111 bytes was announced, 2 came after"
                        + " the name \"\\x00\\x00\\x00ro\"; likely",
                "[02 00 01]b[04]50 | makeroom: 04 35 30; a port of 0x04=4 bytes was announced, 2 came after the address \"b\" (crds-1.2)",
                "[04 05]ro | chat: 05 72 6f; a name of 0x05=5 bytes was announced, 2 came (crds-1.2)",
            })
    void incompleteCommand_isShown(String bytes, String shown) {
        assertThat(refusal(new CrdsCommandDecoder(), bytes)).startsWith("the input ended inside " + shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[02 00 05]room1[00] | a length of 2 bytes; it must be one byte (crds-2.1)",
                "[02 00 00 00] | a length of 4 or 8 bytes; it must be one byte (crds-2.1)",
                "[02 03 00]ro[01]a[01]b | a little-endian length of 2 bytes; it must be one byte (crds-2.1)",
                "[02 06]r[00]o[00]o[00 09]239.0.0.1[01]1 | text in UTF-16: send UTF-8 (crds-3.1)",
                "[02 02]r[0a 09]239.0.0.1[01]1 | a line end or a zero byte was sent with it: strip the line that was read (crds-3.1)",
                "[02 02]r[c3 09]239.0.0.1[01]1 | the length counts characters: take it after encoding to UTF-8 (crds-2.2)",
                "[02 09]239.0.0.1[04]5000[05]room1 | the name was left out, or the order is wrong: name, address, port (crds-2.3)",
                "[02 01]a[04 ef 00 00 0a 01]1 | the address as 4 bytes instead of text such as \"239.0.0.10\" (crds-3.2)",
                "[02 01]a[0e]239.0.0.1:5000[04]5000 | address and port in one field: each has a length of its own (crds-2.3)",
                "[02 01]a[0a]239.0.0.1[00 01]1 | a line end or a zero byte was sent with it: strip the line that was read (crds-3.2)",
                "[02 01]a[0a]239.0.0.01[01]1 | leading zeros: write 10, not 010 (crds-3.2)",
                "[02 01]a[09]1.0.0.239[01]1 | the bytes of the address in reverse order (crds-3.3)",
                "[02 01]a[09]239.0.0.1[02 13 88] | the port as a binary number instead of its digits as text (crds-3.4)",
                "[02 01]a[09]239.0.0.1[04 00 00 13 88] | the port as a binary number instead of its digits as text (crds-3.4)",
                "[02 01]a[09]239.0.0.1[02]1[0a] | a line end or a zero byte was sent with it: strip the line that was read (crds-3.4)",
            })
    void refusedRoom_isExplained(String bytes, String cause) {
        MakeRoom command = (MakeRoom) CrdsCommand.decode(bytes(bytes).array());
        RoomRefusal refusal = command.refusal();

        assertThat(refusal).isNotNull();
        assertThat(refusal == null ? "" : refusal.explain(command)).endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2b 00 00 00 00 00 00 00] | in the other byte order it is 43: use struct '!Q' (crds-4.1)",
                "[00 00 00 0f]a: 2 | the first 4 bytes alone are 15: the length has 8 bytes (crds-4.1)",
                "[0f 00 00 00]a: 2 | the first 4 bytes alone are 15 in the other byte order: use struct '!Q' (crds-4.1)",
                "[00 0f]a: 239 | a length of 2 bytes: it has 8 (crds-4.1)",
                "[0f]a: 239. | a length of 1 byte: it has 8 (crds-4.1)",
                "[10]\u00e9: 239 | a length of 1 byte: it has 8 (crds-4.1)",
                "[13]a\u20ac: [e2 82] | a length of 1 byte: it has 8 (crds-4.1)",
                "00000015 | the length as 8 digits instead of a binary number (crds-4.1)",
                "OK[00 00 00 00 00 00] | a reply to makeroom or deleteroom (crds-4.7)",
                "OK | a reply to makeroom or deleteroom (crds-4.7)",
                "[00 00 00 00] | a length of 4 bytes: it has 8 (crds-4.1)",
                "[00] | a single zero byte, as for an unknown room: an empty listing has 8 (crds-4.1)",
                "[00 00 00 00 00 00 00 0a]a[0a] | the length counts its own 8 bytes (crds-4.2)",
            })
    void listing_isExplained(String bytes, String cause) {
        assertThat(refusal(new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaw -> {}), bytes))
                .endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid command. | the length byte was left out: 'I' was taken for it (crds-4.5)",
                "[ef 00 00 0a 13 88] | the address as 4 bytes instead of text such as \"239.0.0.10\" (crds-4.5)",
                "[04 ef 00 00 0a 13 88] | the address as 4 bytes instead of text such as \"239.0.0.10\" (crds-4.5)",
                "[0a]239.0.0.10[13 88] | the port as a binary number instead of its digits as text (crds-4.5)",
                "[0f]239.0.0.10:5000 | address and port in one field: each has a length of its own (crds-4.5)",
            })
    void foundAddress_isExplained(String bytes, String cause) {
        assertThat(refusal(new FindReplyDecoder(), bytes)).endsWith("; likely cause: " + cause);
    }

    /** A wrong hint is worse than none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[10 b6 94 ee d0 d5]R(",
                "[00 c9 ec c8 89]Z[c6]u",
                "[01 27 ed b8 ab b7]R[fc]",
                "[a9 b6 87 03 af e0 bc 89]",
            })
    void otherListing_hasNoLikelyCause(String bytes) {
        assertThat(refusal(new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaw -> {}), bytes))
                .endsWith(" (crds-4.3)")
                .doesNotContain("likely");
    }

    /** A wrong hint is worse than none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[00]",
                "[05]",
                "[ff]",
                "[0a]239.0.0.1",
                "?",
                "[02]",
                "[02 05]ro",
                "[02 05]room1",
                "[02 05]room1[0a]239.0",
                "[02 05]room1[0a]239.0.0.10",
                "[02 05]room1[0a]239.0.0.10[04]50",
                "[03]0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "[04 10]239.0.0.1",
                "[04 ef]room",
                "[03 ef]caf\u00e9[00]12345",
                "[02 ef]room1",
            })
    void otherCommand_hasNoLikelyCause(String bytes) {
        assertThat(refusal(new CrdsCommandDecoder(), bytes))
                .matches(".* \\(crds-1\\.[12]\\)")
                .doesNotContain("likely");
    }

    private static String refusal(Decoder<?> decoder, String text) {
        ByteBuffer bytes = bytes(text);
        try {
            Object message = decoder.decode(bytes, Boundary.END);
            assertThat(message).isNull();
            return String.valueOf(decoder.incomplete(bytes, "the input ended").getMessage());
        } catch (ProtocolException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static ByteBuffer bytes(String text) {
        Function<String, String> latin =
                utf8 -> new String(utf8.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String bytes = HEX.matcher(latin.apply(text))
                .replaceAll(hex -> Matcher.quoteReplacement(new String(
                        HexFormat.of().parseHex(hex.group(1).replace(" ", "")), StandardCharsets.ISO_8859_1)));
        return ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
