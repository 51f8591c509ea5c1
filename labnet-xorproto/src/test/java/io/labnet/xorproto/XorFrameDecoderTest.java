// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XorFrameDecoderTest {
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20201234);

    /** A packet for which the two byte-swapped forms differ. */
    private static final XorPacket ODD_ONE = new XorPacket(true, "sbmt", 20192996);

    @ParameterizedTest
    @EnumSource
    void firstPacket_mayHaveAnyForm(ChecksumForm form) {
        assertThat(decode(XorFrameDecoder.settling(), ODD_ONE, form)).isEqualTo(new XorFrame(ODD_ONE, form));
        assertThat(decode(XorFrameDecoder.liberal(), ODD_ONE, form)).isEqualTo(new XorFrame(ODD_ONE, form));
    }

    @Test
    void laterPackets_mustHaveSameFamily() {
        XorFrameDecoder swapped = XorFrameDecoder.settling();
        decode(swapped, REQUEST, ChecksumForm.BYTE_SWAPPED);
        decode(swapped, ODD_ONE, ChecksumForm.BYTE_SWAPPED_ONE_FOLD);
        decode(swapped, ODD_ONE, ChecksumForm.BYTE_SWAPPED);
        assertThatThrownBy(() -> decode(swapped, REQUEST, ChecksumForm.RFC_1071))
                .hasMessage("the checksum is 0xded1, but 0xd1de (byte-swapped) was expected; likely cause: "
                        + "another form of checksum: RFC 1071 (xor-1.6)");

        XorFrameDecoder rfc = XorFrameDecoder.settling();
        decode(rfc, REQUEST, ChecksumForm.RFC_1071);
        decode(rfc, ODD_ONE, ChecksumForm.RFC_1071);
        assertThatThrownBy(() -> decode(rfc, REQUEST, ChecksumForm.BYTE_SWAPPED))
                .hasMessage("the checksum is 0xd1de, but 0xded1 (RFC 1071) was expected; likely cause: "
                        + "another form of checksum: byte-swapped (xor-1.6)");
    }

    @Test
    void liberal_acceptsAnyFormInEveryPacket() {
        XorFrameDecoder decoder = XorFrameDecoder.liberal();
        for (ChecksumForm form : ChecksumForm.values()) {
            assertThat(decode(decoder, ODD_ONE, form).form()).isEqualTo(form);
        }
    }

    @Test
    void firstPacketFittingBothFamilies_allowsBothAndIsReportedAsSwapped() {
        XorPacket both = LongStream.range(20_000_000, 20_001_000)
                .mapToObj(sid -> new XorPacket(true, "sbmt", sid))
                .filter(packet -> ByteBuffer.wrap(packet.encode())
                        .equals(ByteBuffer.wrap(packet.encode(ChecksumForm.BYTE_SWAPPED))))
                .findFirst()
                .orElseThrow();
        for (ChecksumForm later : ChecksumForm.values()) {
            XorFrameDecoder decoder = XorFrameDecoder.settling();
            assertThat(decode(decoder, both, ChecksumForm.RFC_1071).form()).isEqualTo(ChecksumForm.BYTE_SWAPPED);
            assertThat(decode(decoder, ODD_ONE, later).packet()).isEqualTo(ODD_ONE);
        }
    }

    @Test
    void wrongChecksum_messageHasAllExpectedValues() {
        byte[] wire = ODD_ONE.encode();
        wire[3] ^= 1;
        assertThatThrownBy(() -> XorFrameDecoder.settling().decode(ByteBuffer.wrap(wire), Boundary.MORE))
                .hasMessage("the checksum is 0xfefe, but 0xfeff (RFC 1071) or 0xfffe (byte-swapped)"
                        + " or 0xffff (byte-swapped, folded once) was expected (xor-1.2)");
    }

    private static XorFrame decode(XorFrameDecoder decoder, XorPacket packet, ChecksumForm form) {
        return Objects.requireNonNull(decoder.decode(ByteBuffer.wrap(packet.encode(form)), Boundary.MORE));
    }
}
