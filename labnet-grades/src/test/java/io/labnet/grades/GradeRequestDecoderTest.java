// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeRequestDecoderTest {
    private static final GradeRequest MIDTERM = new GradeRequest(new StudentId("1803933"), GradeCommand.GMA);

    private final GradeRequestDecoder decoder = new GradeRequestDecoder();

    @ParameterizedTest
    @EnumSource
    void encode_returnsTheFormOfThePublishedPrograms(GradeCommand command) {
        GradeRequest request = new GradeRequest(new StudentId("0000001"), command);

        byte[] bytes = request.encode();

        assertThat(bytes).asString(StandardCharsets.US_ASCII).isEqualTo("0000001 " + command);
        assertThat(GradeRequest.decode(bytes)).isEqualTo(request);
    }

    @Test
    void decode_bytesAfterTheRequest_areRefused() {
        assertThatThrownBy(() -> GradeRequest.decode(ascii("1803933 GMA\n!")))
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(ProtocolException.Reason.TRAILING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "\t", ", ", " , ", "\t\t", ",,,", " \t,\t ", "                         "})
    void decode_acceptsEverySeparator(String separator) {
        GradeRequest request = GradeRequest.decode(ascii("1803933" + separator + "GMA"));

        assertThat(request).isEqualTo(MIDTERM.withSeparator(separator));
        assertThat(request.encode()).isEqualTo(ascii("1803933" + separator + "GMA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\n", "x", "\u00a0"})
    void withSeparator_invalidSeparator_isRefused(String separator) {
        assertThatThrownBy(() -> MIDTERM.withSeparator(separator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a separator may contain only spaces, tabs and commas");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\r\n", "\n\n\n", " \t\n\u000b\f\r", "\r"})
    void decode_skipsWhiteSpaceBefore(String space) {
        assertThat(GradeRequest.decode(ascii(space + "1803933 GMA"))).isEqualTo(MIDTERM);
    }

    @Test
    void decode_consumesWhiteSpaceBeforeAnIncompleteRequest() {
        ByteBuffer in = ByteBuffer.wrap(ascii(" \r\n18039"));

        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "180393", "1803933", "1803933 ", "1803933,G", "1803933GL", "1803933 GL4", "1803933GE"})
    void decode_incompleteRequest_returnsNull(String begun) {
        ByteBuffer in = ByteBuffer.wrap(ascii(begun));

        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x | 0 | 'x' at offset 0 is no digit: a request begins with a student number of 7 digits (grades-1.1)",
                "-803933GMA | 0 | '-' at offset 0 is no digit: a request begins with a student number of 7 digits (grades-1.1)",
                "1x | 1 | 'x' at offset 1, after 1 digit: a student number has 7 digits (grades-1.1)",
                "180393 GMA | 6 | ' ' at offset 6, after 6 digits: a student number has 7 digits (grades-1.1)",
                "18039333GMA | 7 | '3' at offset 7 is another digit: a student number has 7 digits (grades-1.1)",
                "1803933;GMA | 7 | ';' at offset 7 is neither a separator nor a command: use spaces, tabs, commas or nothing (grades-1.2)",
                "1803933, ;GMA | 9 | ';' at offset 9 is neither a separator nor a command: use spaces, tabs, commas or nothing (grades-1.2)",
                "1803933g | 7 | 'g' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1803933 GX y | 9 | 'GX' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1803933GL5A | 9 | 'GL5A' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1803933GL1\u001b[ | 10 | 'GL1\\x1b[' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)"
            })
    void decode_refusesTheFirstByteThatCannotContinue(String request, int offset, String message) {
        for (String space : new String[] {"", "\r\n "}) {
            ProtocolException problem = refusal(ascii(space + request));

            assertThat(problem.reason()).isEqualTo(ProtocolException.Reason.MALFORMED);
            assertThat(problem.offset()).isEqualTo(offset);
            assertThat(problem).hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1803933 midterm | ",
                "GG 1803933 | the command before the student number",
                "GET | ",
                "1803933\\nGG | number and command in two lines",
                "1803933\\n\\r\\nGL1A | number and command in two lines",
                "1803933\\n | ",
                "\"1803933 GMA\" | quotes around the request",
                "\\0abcGMA | the student number as a binary integer: send its digits as text",
                "\\0\\0\\0x1803933GMA | a length before the request: a request has none",
                "\\0x1803933GMA | a length before the request: a request has none",
                "\\0x180393 | ",
                "1\\0008\\0000 | text in UTF-16: send ASCII",
                "\\0001\\0008\\0000 | text in UTF-16: send ASCII",
                "180393 GMA | "
            },
            quoteCharacter = '~')
    void decode_knownMistake_isNamed(String request, @Nullable String cause) {
        byte[] bytes = ascii(request.translateEscapes());

        assertThat(refusal(bytes).likelyCause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7f, 0x80, 0xa0, 0xff})
    void decode_showsUnprintableBytesInHex(int value) {
        assertThat(refusal(new byte[] {'1', (byte) value}))
                .hasMessageStartingWith("0x%02x at offset 1, after 1 digit".formatted(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | before the request: a student number has 7 digits",
                "180 | after 3 bytes of the request \"180\": a student number has 7 digits",
                "~1803933, ~ | after 9 bytes of the request \"1803933, \": the command is missing, use GMA, GL1A to GL4A, GEA or GG",
                "1803933 GL1 | after 11 bytes of the request \"1803933 GL1\": the command is incomplete, use GMA, GL1A to GL4A, GEA or GG"
            })
    void incompleteRequest_saysWhatIsMissing(String begun, String missing) {
        assertThatThrownBy(() -> GradeRequest.decode(ascii(begun)))
                .hasMessage("the message ends " + missing + " (grades-1.4)")
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.offset())
                        .isEqualTo(begun.length()));
    }

    @Test
    void requestWithoutEnd_isRefusedAtTheLimit() {
        ProtocolException problem = refusal(ascii("1803933" + " ".repeat(249) + "GG"));

        assertThat(problem.offset()).isEqualTo(GradeProtocol.MAX_REQUEST_BYTES);
        assertThat(problem)
                .hasMessage("\"1803933" + " ".repeat(33)
                        + "\"... does not end within 256 bytes, the limit of a request (grades-1.5)");
        assertThat(GradeRequest.decode(ascii("1803933" + " ".repeat(247) + "GG"))
                        .command())
                .isEqualTo(GradeCommand.GG);
    }

    @Test
    void decode_lineBreakInside_isRefused() {
        assertThat(refusal(ascii("1803933\nGMA")).offset()).isEqualTo(7);
    }

    private ProtocolException refusal(byte[] request) {
        return catchThrowableOfType(
                ProtocolException.class, () -> decoder.decode(ByteBuffer.wrap(request), Boundary.MORE));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
