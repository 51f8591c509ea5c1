// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The causes of refusals. The student is 20201234, 01343f12 in hex. */
class XorMistakeTest {
    private static final long STUDENT = 20201234;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0100d1de73626d74123f3401000000001800000000000000 | xor-1.1 | longs of 8 bytes, as",
                "0001d1de73626d740000000001343f120000000000000018 | xor-1.4 | numbers of 8 bytes, as",
                "0001d1de73626d7401343f12000000000000001800000000 | xor-1.4 | htonl() in longs of 8",
                "0001d1de73626d740001343f1200000011 | xor-1.4 | a keyword of 5 bytes, with the zero byte of a C string",
                "0001d1de73626d740000000001343f1200000014 | xor-1.4 | a keyword of 5 bytes, which",
                "000000010000d1de73626d7401343f1200000014 | xor-1.3 | a flag and a checksum",
                "01000000ded1000073626d74123f340114000000 | xor-1.1 | a flag and a checksum",
                "01d1de73626d7401343f120000001000 | xor-1.1 | a flag of 1 byte: it has 2",
                "000173626d7401343f120000000e6869 | xor-1.3 |",
                "000173626d7401343f12000000106869 | xor-1.3 | a header without the checksum field",
                "0001d1de01343f1273626d7400000010 | xor-1.3 | the sid before the keyword",
                "0001d1de73626d740000001001343f12 | xor-1.4 | the length before the sid",
                "0001d1de73626d743230323031323334 | xor-1.4 | the sid as text: send it as a number of 4 bytes",
                "0a0001d1de73626d7401343f12000000 | xor-1.1 | a line end after the packet before",
                "0d0a0001d1de73626d7401343f120000 | xor-1.1 | a line end after the packet before",
                "30303031643164653733363236643734 | xor-1.1 | hex digits: send the bytes that they stand for",
                "312073626d742032303230313233340a | xor-1.1 | text, but a packet begins with a header of 16 bytes",
                "7b22666c6167223a20312c2022636865 | xor-1.1 | JSON text",
                "00020000000000000000000000000000 | xor-1.1 |",
                "09090909090909090909090909090909 | xor-1.1 |",
                "0001d1de73626d740000000000000000 | xor-1.4 |",
            })
    void header_hasCause(String hex, String rule, String cause) {
        ProtocolException refusal = refusal(HexFormat.of().parseHex(hex));

        assertThat(refusal).hasMessageEndingWith(" (" + rule + ")");
        if (cause == null) {
            assertThat(refusal.likelyCause()).isNull();
        } else {
            assertThat(refusal.likelyCause()).startsWith(cause);
        }
    }

    @ParameterizedTest
    @CsvSource({"0100d1de73626d74123f340110000000, 1, xor-1.1", "0000d1de73626d74123f340110000000, 16, xor-1.4"})
    void littleEndianHeader_hasItsRemedyOnce(String hex, int value, String rule) {
        ProtocolException refusal = refusal(HexFormat.of().parseHex(hex));

        assertThat(refusal)
                .hasMessageEndingWith("in the other byte order it is " + value + ": use struct '!' (" + rule + ")");
        assertThat(refusal.likelyCause()).isNull();
    }

    @Test
    void header_withOtherByteAfterKeyword_hasNoCString() {
        byte[] header = HexFormat.of().parseHex("0001e5d07472656500" + "01343f12" + "00000010");
        assertThat(refusal(header).likelyCause()).startsWith("a keyword of 5 bytes, with the zero byte of a C string");

        header[8] = (byte) 0xc5;

        assertThat(refusal(header).likelyCause()).isNull();
    }

    static Stream<Arguments> checksums() {
        byte[] even = packet("hello, KAIST");
        byte[] odd = packet("hello, KAIST!");
        byte[] carries = packet("\u00ff".repeat(800));
        return Stream.of(
                Arguments.of(even, 0, "it was not computed, or over a packet whose checksum field was not zero"),
                Arguments.of(even, sum(Arrays.copyOf(even, 16)), "it was computed over the header alone"),
                Arguments.of(even, sum(Arrays.copyOfRange(even, 16, 28)), "it was computed over the data alone"),
                Arguments.of(even, sum(with(even, 15, 0)), "it was computed before the length was filled in"),
                Arguments.of(even, sum(encrypted(even)), "it was computed before the XOR with the keyword"),
                Arguments.of(even, swap(sum(encrypted(even))), "it was computed before the XOR with the keyword"),
                Arguments.of(even, ~sum(even) & 0xffff, "the sum was not inverted"),
                Arguments.of(even, sum(withField(even, sum(encrypted(even)))), "the field still held the checksum"),
                Arguments.of(even, swap(sum(withField(even, swap(sum(encrypted(even)))))), "the field still held the"),
                Arguments.of(even, bytes(even), "the bytes were summed, and not words of two bytes"),
                Arguments.of(odd, sum(Arrays.copyOf(odd, 28)), "the last byte of an odd length was left out"),
                Arguments.of(odd, sum(shifted(odd)), "the last byte of an odd length was summed after a zero byte"),
                Arguments.of(odd, sum(doubled(odd)), "the last byte of an odd length was summed twice"),
                Arguments.of(carries, ~(int) words(carries) & 0xffff, "the carries were not added to the sum"),
                Arguments.of(even, sum(even) ^ 0x1111, null));
    }

    @ParameterizedTest
    @MethodSource("checksums")
    void checksum_hasCause(byte[] packet, int field, String cause) {
        byte[] wire = packet.clone();
        ByteBuffer.wrap(wire).putShort(2, (short) field);

        String found = refusal(wire).likelyCause();

        if (cause == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found).startsWith(cause);
        }
    }

    @Test
    void checksum_foldedOnceInNetworkOrder_isRecognized() {
        Random random = new Random(1);
        byte[] packet;
        long sum;
        do {
            byte[] data = new byte[XorPacket.MAX_DATA_BYTES];
            random.nextBytes(data);
            packet = zeroed(new XorPacket(true, "tree", STUDENT, data).encode());
            sum = words(packet);
        } while ((sum & 0xffff) + (sum >> 16) < 0x10000);
        ByteBuffer.wrap(packet).putShort(2, (short) ~((sum & 0xffff) + (sum >> 16)));

        assertThat(refusal(packet).likelyCause())
                .isEqualTo("the carries were added only once, although that sum carries again");
    }

    @Test
    void checksum_ofLongerPacket_isCausedByLength() {
        byte[] wire = packet("a text that is longer than a header");
        ByteBuffer.wrap(wire).putInt(12, wire.length - 16).putShort(2, (short) 0);
        ByteBuffer.wrap(wire).putShort(2, (short) sum(wire));

        assertThat(refusal(wire))
                .hasMessageContaining("; likely cause: the length leaves out the 16 bytes of the header");
    }

    @Test
    void checksum_ofAllReceivedBytes_isCausedByLength() {
        byte[] wire = packet("hello, KAIST");
        ByteBuffer.wrap(wire).putInt(12, wire.length - 2).putShort(2, (short) 0);
        ByteBuffer.wrap(wire).putShort(2, (short) sum(wire));

        assertThat(refusal(wire))
                .hasMessageContaining(
                        "; likely cause: the length is too small by 2: the checksum is that of the 28 bytes");
    }

    @Test
    void incomplete_withChecksumOfReceivedBytes_isCausedByLength() {
        byte[] wire = packet("hello");
        ByteBuffer.wrap(wire).putInt(12, wire.length + 16).putShort(2, (short) 0);
        ByteBuffer.wrap(wire).putShort(2, (short) sum(wire));

        assertThat(incomplete(wire))
                .hasMessage(
                        "the input ended inside a packet: the length is 37, but 21 bytes came; likely cause: the length"
                                + " is too large by 16: the checksum is that of the 21 bytes that came (xor-1.5)");
        assertThat(incomplete(Arrays.copyOf(wire, 20)).likelyCause()).isNull();
        assertThat(incomplete(HexFormat.of().parseHex("15030300020150")).likelyCause())
                .isEqualTo("a TLS server: this port uses TLS");
        assertThat(incomplete("hello\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("the input ended inside a header: 68 65 6c 6c 6f 0a; it has 16 bytes, 6 came; likely cause:"
                        + " text, but a packet begins with a header of 16 bytes (xor-1.5)");
    }

    private static ProtocolException refusal(byte[] wire) {
        return catchThrowableOfType(
                ProtocolException.class, () -> XorFrameDecoder.settling().decode(ByteBuffer.wrap(wire), Boundary.MORE));
    }

    private static ProtocolException incomplete(byte[] wire) {
        return XorFrameDecoder.settling().incomplete(ByteBuffer.wrap(wire), "the input ended");
    }

    /** A packet without checksum. */
    private static byte[] packet(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
        return zeroed(new XorPacket(true, "tree", STUDENT, bytes).encode());
    }

    private static byte[] zeroed(byte[] packet) {
        ByteBuffer.wrap(packet).putShort(2, (short) 0);
        return packet;
    }

    private static byte[] encrypted(byte[] packet) {
        byte[] bytes = packet.clone();
        XorCipher.of("tree").applyInPlace(bytes, 16, bytes.length - 16, 0);
        return bytes;
    }

    private static byte[] withField(byte[] packet, int field) {
        return ByteBuffer.wrap(packet.clone()).putShort(2, (short) field).array();
    }

    private static int bytes(byte[] packet) {
        int sum = 0;
        for (byte b : packet) {
            sum += b & 0xff;
        }
        return sum;
    }

    private static byte[] shifted(byte[] odd) {
        return with(with(Arrays.copyOf(odd, odd.length + 1), odd.length, odd[odd.length - 1]), odd.length - 1, 0);
    }

    private static byte[] doubled(byte[] odd) {
        return with(Arrays.copyOf(odd, odd.length + 2), odd.length + 1, odd[odd.length - 1]);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static int swap(int field) {
        return (field & 0xff) << 8 | field >> 8;
    }

    private static int sum(byte[] bytes) {
        long sum = words(bytes);
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) ~sum & 0xffff;
    }

    private static long words(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(bytes, (bytes.length + 1) / 2 * 2));
        long sum = 0;
        while (words.hasRemaining()) {
            sum += words.getShort() & 0xffff;
        }
        return sum;
    }
}
