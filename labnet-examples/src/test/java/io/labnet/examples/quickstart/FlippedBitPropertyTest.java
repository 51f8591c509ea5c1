// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.jqwik.DamageArbitraries;
import io.labnet.jqwik.XorPacketArbitraries;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The property test that README.md shows. */
class FlippedBitPropertyTest {
    @Provide
    Arbitrary<byte[]> damagedPackets() {
        return XorPacketArbitraries.packets().map(XorPacket::encode).flatMap(DamageArbitraries::oneFlippedBit);
    }

    @Property
    void flippedBit_isDetected(@ForAll("damagedPackets") byte[] damaged) {
        assertThatThrownBy(() -> XorPacket.decode(damaged, ChecksumForm.RFC_1071))
                .isInstanceOf(ProtocolException.class);
    }
}
