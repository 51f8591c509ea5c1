// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static io.labnet.core.framing.Refusals.assertMistake;
import static io.labnet.core.framing.Refusals.assertRefused;
import static io.labnet.core.framing.Refusals.hex;
import static io.labnet.core.framing.Refusals.latin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labnet.core.codec.StrictText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthPrefixTest {
    private final Framing<byte[]> word = LengthPrefix.ofBytes(4).framing(1000);
    private final Framing<byte[]> varint = LengthPrefix.varint().framing(1000);

    @Test
    void encode_putsLengthBeforeMessage() {
        byte[] message = hex("0a0b");
        assertThat(hex(LengthPrefix.ofBytes(1).framing(9).encode(message))).isEqualTo("020a0b");
        assertThat(hex(LengthPrefix.ofBytes(2).framing(9).encode(message))).isEqualTo("00020a0b");
        assertThat(hex(LengthPrefix.ofBytes(4).littleEndian().framing(9).encode(message)))
                .isEqualTo("020000000a0b");
        assertThat(hex(LengthPrefix.ofBytes(8).framing(9).encode(message))).isEqualTo("00000000000000020a0b");
        assertThat(hex(LengthPrefix.ofBytes(2).countingItself().framing(9).encode(message)))
                .isEqualTo("00040a0b");
        assertThat(hex(LengthPrefix.ofBytes(8).framing(9).encode(new byte[0]))).isEqualTo("0000000000000000");
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "1, 01", "127, 7f", "128, 8001", "300, ac02", "999, e707"})
    void varint_matchesProtocolBuffers(int length, String prefix) {
        byte[] message = new byte[length];
        byte[] encoded = varint.encode(message);
        assertThat(hex(encoded)).isEqualTo(prefix + "00".repeat(length));
        assertThat(varint.decode(encoded)).isEqualTo(message);
    }

    @Test
    void decode_returnsBytesAfterLength() {
        assertThat(word.decode(hex("00000003 616263"))).isEqualTo(latin("abc"));
        assertThat(word.decode(hex("00000000"))).isEmpty();
        assertThat(LengthPrefix.ofBytes(2)
                        .littleEndian()
                        .countingItself()
                        .framing(1)
                        .decode(hex("0300 61")))
                .isEqualTo(latin("a"));
        assertThat(LengthPrefix.ofBytes(1).framing(255).decode(hex("ff" + "61".repeat(255))))
                .hasSize(255);
    }

    @Test
    void decode_lengthBeyondLimit_isRefusedBeforeContentArrives() {
        assertRefused(
                word,
                hex("05000000"),
                "TOO_LARGE at 0: the length is 83886080 (bytes 05 00 00 00), more than the limit of 1000;"
                        + " in the other byte order it is 5");
        assertRefused(
                word,
                latin("GET / HTTP"),
                "TOO_LARGE at 0: the length is 1195725856 (bytes 'GET '), more than the limit of 1000");
        assertRefused(
                LengthPrefix.ofBytes(8).framing(1000),
                hex("ffffffffffffffff"),
                "TOO_LARGE at 0: the length is 18446744073709551615 (bytes ff ff ff ff ff ff ff ff), more than the limit"
                        + " of 1000");
        assertRefused(
                LengthPrefix.ofBytes(2).countingItself().framing(7),
                hex("000a"),
                "TOO_LARGE at 0: the length is 10 (bytes 00 0a), more than the limit of 9");
        assertRefused(
                varint,
                hex("ffffffffffffffffff01"),
                "TOO_LARGE at 0: the length is 18446744073709551615 (bytes ff ff ff ff ff ff ff ff ff 01), more than the"
                        + " limit of 1000");
    }

    @Test
    void decode_invalidLength_isRefused() {
        assertRefused(varint, hex("8000"), "MALFORMED at 1: the length is a varint of more bytes than its value needs");
        assertRefused(
                varint, hex("ffffffffffffffffff02"), "MALFORMED at 9: the length is a varint of more than 64 bits");
        assertRefused(
                LengthPrefix.ofBytes(4).countingItself().framing(9),
                hex("00000003"),
                "MALFORMED at 0: the length is 3, but it counts its own 4 bytes");
    }

    @Test
    void decode_messageShorterThanLength_isRefused() {
        assertRefused(
                word, hex("0000000a 616263"), "TRUNCATED at 7: the length announces 10 bytes, but only 3 follow it");
        assertRefused(word, hex("0000"), "TRUNCATED at 2: the message ends after 2 bytes of an incomplete message");
    }

    @Test
    void framingOfContent_offsets_countFromLength() {
        Framing<String> text = LengthPrefix.ofBytes(2)
                .framing(Frames.fields(
                        20,
                        in -> StrictText.readAfterByte(in, StandardCharsets.US_ASCII),
                        (content, out) -> out.putSized(1, sink -> sink.putText(content))));
        assertThat(text.encode("abc")).isEqualTo(hex("0004 03 616263"));
        assertThat(text.decode(hex("0004 03 616263"))).isEqualTo("abc");
        assertRefused(text, hex("0003 02 61ff"), "MALFORMED at 4: byte 0xff after \"a\" is not US-ASCII");
        assertRefused(text, hex("0003 01 6161"), "TRAILING at 4: the message ends after 2 bytes, but 1 more follow");
        assertRefused(
                text, hex("0002 05 61"), "TRUNCATED at 4: the message ends after 2 bytes of an incomplete message");
    }

    @Test
    void framingOfContent_skippedBytes_countInOffsets() {
        Framing<String> object = LengthPrefix.ofBytes(1).framing(Frames.jsonObject(20));
        assertThat(object.decode(latin("\7   {}  "))).isEqualTo("{}");
        assertRefused(object, latin("\5   xy"), "MALFORMED at 4: a JSON object begins with '{', not with 'x'");
        assertRefused(
                object, latin("\5   {x"), "TRUNCATED at 6: the message ends after 2 bytes of an incomplete message");
        assertRefused(object, latin("\7   {} y"), "TRAILING at 6: the message ends after 2 bytes, but 2 more follow");
    }

    @Test
    void encode_tooLongForLength_throws() {
        assertMistake(() -> word.encode(new byte[1001]), "a message of 1001 bytes is larger than the limit of 1000");
        assertMistake(
                () -> LengthPrefix.ofBytes(1).framing(1000).encode(new byte[256]),
                "the length 256 does not fit 1 bytes");
    }

    @Test
    void options_invalid_throw() {
        assertMistake(() -> LengthPrefix.ofBytes(0), "the width of a length is 0 bytes, not 1 to 8");
        assertMistake(() -> LengthPrefix.ofBytes(9), "the width of a length is 9 bytes, not 1 to 8");
        assertMistake(
                () -> LengthPrefix.ofBytes(4).framing(Integer.MAX_VALUE),
                "maxBytes 2147483647 and 4 more for the rest of a message are more than 2147483647");
        assertThatIllegalStateException().isThrownBy(() -> LengthPrefix.varint().littleEndian());
        assertThatIllegalStateException().isThrownBy(() -> LengthPrefix.varint().countingItself());
    }
}
