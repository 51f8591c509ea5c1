// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XorPacketViewTest {
    private static final XorPacket PACKET = new XorPacket(true, "tree", XorPacket.MAX_SID, XorData.of("hello, KAIST"));

    private final XorPacketView view = new XorPacketView();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void view_readsPacketInPlace(boolean direct) {
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(100) : ByteBuffer.allocate(100);
        buffer.put((byte) 7).put(PACKET.encode(ChecksumForm.BYTE_SWAPPED)).put((byte) 8);
        buffer.flip().position(1);

        assertThat(view.moveTo(buffer.asReadOnlyBuffer())).isTrue();
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(view.last()).isTrue();
        assertThat(view.keyword()).isEqualTo("tree");
        assertThat(view.sid()).isEqualTo(XorPacket.MAX_SID);
        assertThat(view.length()).isEqualTo(28);
        assertThat(view.dataLength()).isEqualTo(12);
        assertThat(view.data()).isEqualTo(PACKET.data().asByteBuffer());
        assertThat(view.fits(ChecksumForm.BYTE_SWAPPED)).isTrue();
        assertThat(view.fits(ChecksumForm.RFC_1071)).isFalse();
        assertThat(view.verify(ChecksumForm.BYTE_SWAPPED)).isSameAs(view);
        assertThatThrownBy(() -> view.verify(ChecksumForm.RFC_1071))
                .hasMessageContaining("another form of checksum: byte-swapped (xor-1.2)");
    }

    @Test
    void view_incompletePacket_hasNoPacket() {
        byte[] wire = PACKET.encode();
        for (int length = 0; length < wire.length; length++) {
            assertThat(view.moveTo(ByteBuffer.wrap(wire, 0, length))).isFalse();
        }
        assertThatThrownBy(view::sid).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(view::length).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(view.moveTo(ByteBuffer.wrap(wire))).isTrue();
        assertThat(view.sid()).isEqualTo(XorPacket.MAX_SID);
    }

    @Test
    void view_afterRefusal_hasNoPacket() {
        ByteBuffer buffer = ByteBuffer.wrap(PACKET.encode());
        view.moveTo(buffer);
        buffer.putShort(0, (short) 2);

        assertThatThrownBy(() -> view.moveTo(buffer))
                .hasMessage("the flag is 2 (bytes 00 02 at offset 0), neither 0 nor 1 (xor-1.1)");
        assertThatThrownBy(view::last).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(view::length).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(view::dataLength).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void view_readsBuffersOfEitherOrder() {
        ByteBuffer buffer = ByteBuffer.wrap(new XorPacket(true, "sbmt", 20201234, new byte[3]).encode())
                .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(view.moveTo(buffer)).isTrue();
        assertThat(view.last()).isTrue();
        assertThat(view.sid()).isEqualTo(20201234);
        assertThat(view.length()).isEqualTo(19);
        assertThat(view.fits(ChecksumForm.RFC_1071)).isTrue();
    }
}
