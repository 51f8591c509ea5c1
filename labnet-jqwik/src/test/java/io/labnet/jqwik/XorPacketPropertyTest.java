// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class XorPacketPropertyTest {
    @Provide
    Arbitrary<XorPacket> packets() {
        return XorPacketArbitraries.packets();
    }

    @Provide
    Arbitrary<XorPacket> packetsWithWords() {
        return XorPacketArbitraries.packetsWithData(4, 40);
    }

    @Provide
    Arbitrary<XorPacket> requests() {
        return XorPacketArbitraries.requests();
    }

    @Property
    void decode_ofEncodedPacket_isEqual(@ForAll("packets") XorPacket packet, @ForAll ChecksumForm form) {
        byte[] wire = packet.encode(form);

        assertThat(wire).hasSize(packet.length());
        assertThat(XorPacket.decode(wire, form)).isEqualTo(packet);
    }

    @Property
    void view_equalsTheDecodedPacket(@ForAll("packets") XorPacket packet, @ForAll ChecksumForm form) {
        XorPacketView view = new XorPacketView();

        assertThat(view.moveTo(ByteBuffer.wrap(packet.encode(form)))).isTrue();
        assertThat(view.fits(form)).isTrue();
        assertThat(List.of(view.last(), view.keyword(), view.sid(), view.length(), view.data()))
                .isEqualTo(List.of(
                        packet.last(),
                        packet.keyword(),
                        packet.sid(),
                        packet.length(),
                        packet.data().asByteBuffer()));
    }

    @Property
    void flippedBit_isDetected(
            @ForAll("packets") XorPacket packet,
            @ForAll ChecksumForm form,
            @ForAll @IntRange(max = 79_999) int number) {
        byte[] wire = packet.encode(form);
        int bit = number % (wire.length * Byte.SIZE);
        wire[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

        assertThatThrownBy(() -> XorPacket.decode(wire, form)).isInstanceOf(ProtocolException.class);
    }

    /** A sum does not depend on the order of the words. */
    @Property
    void swappedWords_areNotDetected(@ForAll("packetsWithWords") XorPacket packet, @ForAll ChecksumForm form) {
        assertUndetected(DamageArbitraries.swappedWords(packet.encode(form), XorPacket.HEADER_BYTES), form);
    }

    /** A sum does not change if one word gains what another loses. */
    @Property
    void pairedFlips_areNotDetected(@ForAll("packetsWithWords") XorPacket packet, @ForAll ChecksumForm form) {
        assertUndetected(DamageArbitraries.pairedFlips(packet.encode(form), XorPacket.HEADER_BYTES), form);
    }

    /**
     * In ones' complement, 0000 and ffff are both zero. A sum whose carries are added only once may distinguish them.
     */
    @Property
    void zerosForOnes_areNotDetected(@ForAll("packetsWithWords") XorPacket packet) {
        for (ChecksumForm form : List.of(ChecksumForm.RFC_1071, ChecksumForm.BYTE_SWAPPED)) {
            byte[] wire = withWord(packet, 0x0000).encode(form);
            wire[XorPacket.HEADER_BYTES] = (byte) 0xff;
            wire[XorPacket.HEADER_BYTES + 1] = (byte) 0xff;

            assertThat(XorPacket.decode(wire, form)).isEqualTo(withWord(packet, 0xffff));
        }
    }

    @Property
    void requests_haveStudentIds(@ForAll("requests") XorPacket request) {
        assertThat(request.keyword()).matches("[a-z]{4}");
        assertThat(String.valueOf(request.sid())).hasSize(8);
        assertThat(request.last()).isTrue();
        assertThat(request.length()).isEqualTo(16);
    }

    @Property(tries = 20)
    void oneFlippedBit_flipsExactlyOneBit(@ForAll("packets") XorPacket packet) {
        byte[] wire = packet.encode();

        DamageArbitraries.oneFlippedBit(wire).sampleStream().limit(20).forEach(damaged -> {
            int flipped = 0;
            for (int i = 0; i < wire.length; i++) {
                flipped += Integer.bitCount((wire[i] ^ damaged[i]) & 0xff);
            }
            assertThat(flipped).isEqualTo(1);
        });
    }

    @Example
    void packets_haveManySizes() {
        Map<Integer, Long> sizes = XorPacketArbitraries.packets().generator(1000, true).stream(new Random(1))
                .limit(1000)
                .collect(Collectors.groupingBy(packet -> packet.value().data().length(), Collectors.counting()));

        assertThat(sizes).containsKeys(0, 1, 2, 3, XorPacket.MAX_DATA_BYTES).hasSizeGreaterThan(40);
        assertThat(sizes.values()).allMatch(count -> count < 200);
    }

    @Example
    void damage_withoutTwoWords_isRefused() {
        byte[] bytes = new byte[20];
        for (int from : new int[] {-2, 17, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> DamageArbitraries.swappedWords(bytes, from))
                    .hasMessage("there are no two words from offset " + from + " in 20 bytes");
        }
        assertThat(DamageArbitraries.swappedWords(bytes, 16).sample()).isEqualTo(bytes);
    }

    @Example
    void damage_changesTheBytes() {
        byte[] bytes = {9, 9, 1, 2, 3, 4};

        assertThat(DamageArbitraries.swappedWords(bytes, 2).sampleStream().limit(100))
                .contains(new byte[] {9, 9, 3, 4, 1, 2})
                .allMatch(damaged -> Arrays.equals(damaged, bytes) || damaged[2] == 3);
        assertThat(DamageArbitraries.pairedFlips(bytes, 2).sampleStream().limit(100))
                .contains(new byte[] {9, 9, 3, 2, 1, 4});
    }

    private static void assertUndetected(Arbitrary<byte[]> damage, ChecksumForm form) {
        byte[] damaged = damage.sample();

        assertThat(XorPacket.decode(damaged, form).encode(form)).isEqualTo(damaged);
    }

    private static XorPacket withWord(XorPacket packet, int word) {
        byte[] data = packet.data().toByteArray();
        data[0] = (byte) (word >> 8);
        data[1] = (byte) word;
        return new XorPacket(packet.last(), packet.keyword(), packet.sid(), data);
    }
}
