// SPDX-License-Identifier: Apache-2.0
package org.example;

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

/** The property test of the front page. */
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
