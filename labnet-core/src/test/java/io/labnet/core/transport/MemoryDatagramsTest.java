// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What datagrams in memory promise beyond what all do. */
class MemoryDatagramsTest {
    private static final Endpoint GROUP = new Endpoint("a room", 1);

    @Test
    void send_hasArrivedWhenItReturns() throws IOException {
        MemoryDatagrams transport = new MemoryDatagrams();
        try (Membership first = transport.join(GROUP);
                MemoryMembership second = transport.join(GROUP)) {
            second.send(ByteBuffer.wrap(new byte[] {1, 2}));
            ByteBuffer in = ByteBuffer.allocate(10);
            assertThat(first.receive(in, Duration.ZERO)).isEqualTo(second.self());
            assertThat(in.position()).isEqualTo(2);
            assertThatThrownBy(() -> first.receive(in, Duration.ZERO)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void members_areToldApart() {
        MemoryDatagrams transport = new MemoryDatagrams();
        assertThat(transport.join(GROUP).self())
                .isNotEqualTo(transport.join(GROUP).self());
    }

    @Test
    void fullMember_losesWhatComesAndCountsIt() throws IOException {
        MemoryDatagrams transport = new MemoryDatagrams(2);
        try (MemoryMembership slow = transport.join(GROUP);
                MemoryMembership fast = transport.join(GROUP)) {
            for (byte i = 0; i < 5; i++) {
                fast.send(ByteBuffer.wrap(new byte[] {i}));
                assertThat(receive(fast)).isEqualTo(i);
            }
            assertThat(fast.lost()).isZero();
            assertThat(slow.lost()).isEqualTo(3);
            assertThat(receive(slow)).isZero();
            assertThat(receive(slow)).isEqualTo((byte) 1);
            fast.send(ByteBuffer.wrap(new byte[] {9}));
            assertThat(receive(slow)).isEqualTo((byte) 9);
        }
    }

    @Test
    void transports_areApart() throws IOException {
        try (Membership here = new MemoryDatagrams().join(GROUP);
                Membership there = new MemoryDatagrams().join(GROUP)) {
            here.send(ByteBuffer.allocate(1));
            assertThatThrownBy(() -> there.receive(ByteBuffer.allocate(1), Duration.ZERO))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void capacity_isAtLeastOne() {
        assertThatThrownBy(() -> new MemoryDatagrams(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity 0 is less than 1");
    }

    private static byte receive(Membership member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(1);
        member.receive(in, Duration.ZERO);
        return in.get(0);
    }
}
