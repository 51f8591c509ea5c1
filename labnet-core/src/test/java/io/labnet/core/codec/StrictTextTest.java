// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictTextTest {
    @Test
    void read_length_takesThatManyBytes() {
        ByteBuffer in = ByteBuffer.wrap("caf\u00e9 au lait".getBytes(UTF_8)).asReadOnlyBuffer();
        assertThat(StrictText.read(in, 5, UTF_8)).isEqualTo("caf\u00e9");
        assertThat(StrictText.read(in, 0, UTF_8)).isEmpty();
        assertThat(in.position()).isEqualTo(5);
    }

    @Test
    void readAfter_readsLengthThenText() {
        ByteBuffer in = ByteBuffer.wrap("\3abc\0\2de\0".getBytes(ISO_8859_1));
        assertThat(StrictText.readAfterByte(in, US_ASCII)).isEqualTo("abc");
        assertThat(StrictText.readAfterShort(in, US_ASCII)).isEqualTo("de");
        assertThat(StrictText.readAfterByte(in, US_ASCII)).isEmpty();
        ByteBuffer little = ByteBuffer.wrap("\1\0a".getBytes(ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(StrictText.readAfterShort(little, US_ASCII)).isEqualTo("a");
    }

    @Test
    void read_tooFewBytes_throwsBufferUnderflow() {
        ByteBuffer in = ByteBuffer.wrap("\5abcd".getBytes(ISO_8859_1));
        assertThatExceptionOfType(BufferUnderflowException.class).isThrownBy(() -> StrictText.read(in, 6, US_ASCII));
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> StrictText.read(in, Integer.MAX_VALUE, US_ASCII));
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> StrictText.readAfterByte(in, US_ASCII));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictText.read(in, -1, US_ASCII))
                .withMessage("length -1 is negative");
    }

    /** The offset counts from the beginning of the buffer, which has two bytes before the text. */
    @ParameterizedTest
    @CsvSource({
        "ab\u00e9c, UTF-8, 4, byte 0xe9 after \"ab\" is not UTF-8",
        "a\u00f0\u009f\u0098, UTF-8, 3, byte 0xf0 after \"a\" is not UTF-8",
        "\u00c0\u0080, UTF-8, 2, byte 0xc0 after \"\" is not UTF-8",
        "ab\u0080, US-ASCII, 4, byte 0x80 after \"ab\" is not US-ASCII",
        "0123456789012345678901234567890\u00ff, US-ASCII, 33, byte 0xff after"
                + " \"123456789012345678901234567890\" is not US-ASCII"
    })
    void read_invalidBytes_throws(String bytes, Charset charset, int offset, String message) {
        byte[] text = bytes.getBytes(ISO_8859_1);
        ByteBuffer in = ByteBuffer.allocate(2 + text.length).put(2, text).position(2);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> StrictText.read(in, text.length, charset))
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(offset))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED));
    }

    /** The number of bytes is one that a {@code float} can't represent. */
    @Test
    void read_invalidLastByteOfLargeText_throws() {
        byte[] text = new byte[(1 << 26) + 4];
        text[text.length - 1] = (byte) 0xff;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> StrictText.decode(text, UTF_8))
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(text.length - 1));
    }

    @Test
    void read_encodedReplacementCharacter_isAccepted() {
        assertThat(StrictText.decode("a\ufffd".getBytes(UTF_8), UTF_8)).isEqualTo("a\ufffd");
        String pairs = "\ufffd" + "\ud83d\ude00".repeat(5000);
        assertThat(StrictText.decode(pairs.getBytes(UTF_8), UTF_8)).isEqualTo(pairs);
    }

    @Test
    void encode_unencodableCharacter_throws() {
        assertThat(StrictText.encode("caf\u00e9?", ISO_8859_1)).isEqualTo("caf\u00e9?".getBytes(ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictText.encode("caf\u00e9", US_ASCII))
                .withMessage("'caf\u00e9' has a character that US-ASCII does not have");
        assertThatIllegalArgumentException().isThrownBy(() -> StrictText.encode("\ud800", UTF_8));
    }
}
