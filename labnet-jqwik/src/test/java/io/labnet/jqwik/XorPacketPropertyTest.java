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
    void decode_givesBackWhatWasEncoded(@ForAll("packets") XorPacket packet, @ForAll ChecksumForm form) {
        byte[] wire = packet.encode(form);

        assertThat(wire).hasSize(packet.length());
        assertThat(XorPacket.decode(wire, form)).isEqualTo(packet);
    }

    @Property
    void view_showsWhatIsDecoded(@ForAll("packets") XorPacket packet, @ForAll ChecksumForm form) {
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

    /** A blind spot of every sum: it does not see in which order words come. */
    @Property
    void swappedWords_areNotDetected(@ForAll("packetsWithWords") XorPacket packet, @ForAll ChecksumForm form) {
        assertUnnoticed(DamageArbitraries.swappedWords(packet.encode(form), XorPacket.HEADER_BYTES), form);
    }

    /** Another: what one word gains is what the other loses. */
    @Property
    void pairedFlips_areNotDetected(@ForAll("packetsWithWords") XorPacket packet, @ForAll ChecksumForm form) {
        assertUnnoticed(DamageArbitraries.pairedFlips(packet.encode(form), XorPacket.HEADER_BYTES), form);
    }

    /** And one of ones' complement: 0000 and ffff are both zero. A sum whose carries are added once may tell them apart. */
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
    void requests_areThoseOfStudents(@ForAll("requests") XorPacket request) {
        assertThat(request.keyword()).matches("[a-z]{4}");
        assertThat(String.valueOf(request.sid())).hasSize(8);
        assertThat(request.last()).isTrue();
        assertThat(request.length()).isEqualTo(16);
    }

    @Property(tries = 20)
    void oneFlippedBit_flipsOne(@ForAll("packets") XorPacket packet) {
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
    void packets_areOfManySizes() {
        Map<Integer, Long> sizes = XorPacketArbitraries.packets().generator(1000, true).stream(new Random(1))
                .limit(1000)
                .collect(Collectors.groupingBy(packet -> packet.value().data().length(), Collectors.counting()));

        assertThat(sizes).containsKeys(0, 1, 2, 3, XorPacket.MAX_DATA_BYTES).hasSizeGreaterThan(40);
        assertThat(sizes.values()).allMatch(count -> count < 200);
    }

    @Example
    void wordsThatAreNotThere_areRefused() {
        byte[] bytes = new byte[20];
        for (int from : new int[] {-2, 17, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> DamageArbitraries.swappedWords(bytes, from))
                    .hasMessage("no two words begin at " + from + " in 20 bytes");
        }
        assertThat(DamageArbitraries.swappedWords(bytes, 16).sample()).isEqualTo(bytes);
    }

    @Example
    void damage_changesSomething() {
        byte[] bytes = {9, 9, 1, 2, 3, 4};

        assertThat(DamageArbitraries.swappedWords(bytes, 2).sampleStream().limit(100))
                .contains(new byte[] {9, 9, 3, 4, 1, 2})
                .allMatch(damaged -> Arrays.equals(damaged, bytes) || damaged[2] == 3);
        assertThat(DamageArbitraries.pairedFlips(bytes, 2).sampleStream().limit(100))
                .contains(new byte[] {9, 9, 3, 2, 1, 4});
    }

    private static void assertUnnoticed(Arbitrary<byte[]> damage, ChecksumForm form) {
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
