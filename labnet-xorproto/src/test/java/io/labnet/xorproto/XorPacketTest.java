// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XorPacketTest {
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20201234);

    @Test
    void decode_readsTheDocumentedRequest() {
        byte[] wire = HexFormat.of().parseHex("0001d1de73626d7401343f1200000010");

        assertThat(XorPacket.decode(wire, ChecksumForm.BYTE_SWAPPED)).isEqualTo(REQUEST);
        assertThat(REQUEST.encode(ChecksumForm.BYTE_SWAPPED)).isEqualTo(wire);
    }

    @Test
    void decode_readsTheLargestValues() {
        XorPacket packet = new XorPacket(false, "AbYz", XorPacket.MAX_SID, new byte[XorPacket.MAX_DATA_BYTES]);

        assertThat(packet.length()).isEqualTo(10_000);
        assertThat(XorPacket.decode(packet.encode())).isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0002 | MALFORMED | 0 | the flag is 2 (bytes 00 02 at offset 0), neither 0 nor 1 (xor-1.1)",
                "0 | ffff | MALFORMED | 0 | the flag is 65535 (bytes ff ff at offset 0), neither 0 nor 1 (xor-1.1)",
                "4 | 00 | MALFORMED | 4 | the keyword is \"\\x00bmt\" (bytes 00 62 6d 74 at offset 4), not 4",
                "5 | 40 | MALFORMED | 5 | the keyword is \"s@mt\" (bytes 73 40 6d 74 at offset 4), not 4 ASCII letters",
                "6 | 5b | MALFORMED | 6 | the keyword is \"sb[t\" (bytes 73 62 5b 74 at offset 4), not 4 ASCII letters",
                "7 | e9 | MALFORMED | 7 | the keyword is \"sbm\\xe9\" (bytes 73 62 6d e9 at offset 4), not 4 ASCII",
                "12 | 00000000 | MALFORMED | 12 | 16 to 10000: it includes the 16 bytes of the header (xor-1.4)",
                "12 | 0000000f | MALFORMED | 12 | the length is 15, not within 16 to 10000: it includes the 16",
                "12 | 00002711 | TOO_LARGE | 12 | to 10000; send more than 9984 bytes of data in several packets",
                "12 | 80000000 | TOO_LARGE | 12 | ; in the other byte order it is 128: use struct '!' (xor-1.4)",
                "12 | ffffffff | TOO_LARGE | 12 | not within 16 to 10000; read as signed it is -1 (xor-1.4)",
                "3 | df | CHECKSUM | 2 | the checksum is 0xdedf, but 0xded1 (RFC 1071) was expected (xor-1.2)",
                "2 | d1de | CHECKSUM | 2 | was expected; likely cause: another form of checksum: byte-swapped (xor-1.2)",
                "12 | 00000011 | TRUNCATED | 16 | inside a packet: the length is 17, but 16 bytes came (xor-1.5)",
            })
    void decode_invalidPacket_explainsFault(int at, String hex, Reason reason, int offset, String message) {
        byte[] wire = REQUEST.encode();
        byte[] changed = HexFormat.of().parseHex(hex);
        System.arraycopy(changed, 0, wire, at, changed.length);

        assertThatThrownBy(() -> XorPacket.decode(wire))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(ProtocolException.class, problem -> {
                    assertThat(problem.reason()).isEqualTo(reason);
                    assertThat(problem.offset()).isEqualTo(offset);
                });
    }

    @Test
    void decode_oddPacketWithWrongChecksum_explainsPadding() {
        byte[] odd = new XorPacket(true, "tree", 20201234, new byte[1]).encode();
        byte[] even = new XorPacket(true, "tree", 20201234, new byte[2]).encode();
        byte[] otherForm = new XorPacket(true, "tree", 20201234, new byte[1]).encode(ChecksumForm.BYTE_SWAPPED);
        odd[2] ^= 1;
        even[2] ^= 1;

        assertThatThrownBy(() -> XorPacket.decode(odd))
                .hasMessageEndingWith("(RFC 1071) was expected; the packet has an odd length: its last byte is summed"
                        + " with a zero byte after it (xor-1.2)");
        assertThatThrownBy(() -> XorPacket.decode(even)).hasMessageEndingWith(" (RFC 1071) was expected (xor-1.2)");
        assertThatThrownBy(() -> XorPacket.decode(otherForm))
                .hasMessageEndingWith("; likely cause: another form of checksum: byte-swapped (xor-1.2)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15})
    void decode_partialHeader_isRefused(int length) {
        assertThatThrownBy(() -> XorPacket.decode(Arrays.copyOf(REQUEST.encode(), length)))
                .hasMessageContaining("; it has 16 bytes, " + length + " came (xor-1.5)");
    }

    @Test
    void decode_refusesTrailingBytes() {
        assertThatThrownBy(() -> XorPacket.decode(Arrays.copyOf(REQUEST.encode(), 20)))
                .hasMessageContaining("the message ends after 16 bytes, but 4 more follow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcde", "ab c", "abc1", "äbcd", "abc\u0000", "[abc", "`abc"})
    void keyword_isFourAsciiLetters(String keyword) {
        assertThatThrownBy(() -> new XorPacket(true, keyword, 0)).hasMessageContaining("is not 4 ASCII letters");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE})
    void sid_outside32Bits_throws(long sid) {
        assertThatThrownBy(() -> new XorPacket(true, "sbmt", sid)).hasMessageContaining("sid " + sid);
    }

    @Test
    void data_tooLong_throws() {
        assertThatThrownBy(() -> new XorPacket(true, "sbmt", 0, new byte[9_985]))
                .hasMessageContaining("9985 bytes of data are more than the 9984");
    }

    @Test
    void data_areCopied() {
        byte[] bytes = {1, 2};
        XorPacket packet = new XorPacket(true, "tree", 1, bytes);
        bytes[0] = 9;
        packet.data().toByteArray()[1] = 9;

        assertThat(packet.data().toByteArray()).containsExactly(1, 2);
        assertThat(packet.data().asByteBuffer().isReadOnly()).isTrue();
        assertThat(packet)
                .isEqualTo(new XorPacket(true, "tree", 1, new byte[] {1, 2}))
                .hasSameHashCodeAs(new XorPacket(true, "tree", 1, new byte[] {1, 2}));
        assertThat(packet).isNotEqualTo(new XorPacket(true, "tree", 1, new byte[] {1, 3}));
        assertThat(packet).hasToString("XorPacket[last=true, keyword=tree, sid=1, data=2 bytes]");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32})
    void score_fitsASid(long score) {
        assertThatThrownBy(() -> new XorResult(true, score, "")).hasMessageContaining("score " + score);
    }

    @Test
    void data_areText() {
        assertThat(new XorPacket(true, "GOOD", 50, XorData.of("größer")).data().text())
                .isEqualTo("größer");
        assertThat(XorData.of(new byte[] {'a', (byte) 0xff}).text()).isEqualTo("a\ufffd");
    }

    @Test
    void decode_doesNotKeepInputBuffer() {
        byte[] wire = new XorPacket(true, "tree", 1, new byte[] {1, 2}).encode();
        XorPacket packet = XorPacketCodec.of(ChecksumForm.RFC_1071).decode(ByteBuffer.wrap(wire), Boundary.MORE);
        Arrays.fill(wire, (byte) 0);

        assertThat(packet).isEqualTo(new XorPacket(true, "tree", 1, new byte[] {1, 2}));
    }
}
