// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
            quoteCharacter = '"',
            value = {
                "x, 0, 'x'",
                "180393 GMA, 6, 0x20",
                "18039333GMA, 7, '3'",
                "1803933;GMA, 7, ';'",
                "1803933g, 7, 'g'",
                "1803933Gm, 8, 'm'",
                "1803933 GX, 9, 'X'",
                "1803933GL5, 9, '5'",
                "1803933GL1a, 10, 'a'",
                "1803933GL1G, 10, 'G'",
                "-803933GMA, 0, '-'"
            })
    void decode_refusesTheFirstByteThatCannotContinue(String request, int offset, String named) {
        for (String space : new String[] {"", "\r\n "}) {
            byte[] bytes = ascii(space + request);
            ProtocolException problem = catchThrowableOfType(
                    ProtocolException.class, () -> decoder.decode(ByteBuffer.wrap(bytes), Boundary.MORE));

            assertThat(problem.reason()).isEqualTo(ProtocolException.Reason.MALFORMED);
            assertThat(problem.offset()).isEqualTo(offset);
            assertThat(problem).hasMessageContaining("byte " + named + " at offset " + offset);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7f, 0x80, 0xa0, 0xff})
    void decode_showsUnprintableBytesInHex(int value) {
        byte[] bytes = {'1', (byte) value};
        ProtocolException problem = catchThrowableOfType(
                ProtocolException.class, () -> decoder.decode(ByteBuffer.wrap(bytes), Boundary.MORE));

        assertThat(problem).hasMessage("byte 0x%02x at offset 1: expected a digit of the student number", value);
    }

    @Test
    void decode_lineBreakInside_isRefused() {
        ProtocolException problem = catchThrowableOfType(
                ProtocolException.class, () -> decoder.decode(ByteBuffer.wrap(ascii("1803933\nGMA")), Boundary.MORE));

        assertThat(problem.offset()).isEqualTo(7);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
