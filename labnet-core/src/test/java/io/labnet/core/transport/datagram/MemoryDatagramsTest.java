// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.fault.DatagramFaults.Fault;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The behaviour of datagrams in memory that the contracts do not cover. */
class MemoryDatagramsTest {
    private static final Endpoint GROUP = new Endpoint("a room", 1);
    private static final int FIRST_PORT = 49_152;
    private static final int PORTS = 16_384;

    private final MemoryDatagrams transport = new MemoryDatagrams();

    @Test
    void send_returned_datagramHasArrived() throws IOException {
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
    void members_haveDistinctAddresses() throws IOException {
        Peer stays = transport.join(GROUP).self();
        for (int i = 0; i < PORTS; i++) {
            try (MemoryMembership other = transport.join(GROUP)) {
                assertThat(other.self()).isNotEqualTo(stays);
            }
        }
    }

    @Test
    void join_moreMembersThanPorts_throws() throws IOException {
        MemoryMembership first = transport.join(GROUP);
        for (int i = 1; i < PORTS; i++) {
            transport.join(GROUP);
        }
        assertThatThrownBy(() -> transport.join(GROUP)).isInstanceOf(BindException.class);
        first.close();
        first.close();
        assertThat(transport.join(GROUP).self()).isEqualTo(first.self());
        assertThatThrownBy(() -> transport.join(GROUP)).isInstanceOf(BindException.class);
    }

    @Test
    void bind_noPortFree_throws() throws IOException {
        Endpoint any = new Endpoint("a room", 0);
        for (int port = FIRST_PORT; port < FIRST_PORT + PORTS - 1; port++) {
            transport.join(new Endpoint("a room", port));
        }
        // The last port is also the last one that a member can have.
        assertThat(transport.join(any).group().port()).isEqualTo(FIRST_PORT + PORTS - 1);
        assertThatThrownBy(() -> transport.join(any))
                .isInstanceOf(BindException.class)
                .hasMessage("no port from 49152 to 65535 is free");
    }

    @Test
    void fullQueue_losesAndCountsDatagrams() throws IOException {
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
    void transports_areSeparate() throws IOException {
        try (Membership here = new MemoryDatagrams().join(GROUP);
                Membership there = new MemoryDatagrams().join(GROUP)) {
            here.send(ByteBuffer.allocate(1));
            assertThatThrownBy(() -> there.receive(ByteBuffer.allocate(1), Duration.ZERO))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void faults_followScript() throws IOException {
        DatagramFaults script = DatagramFaults.none().withScript(Fault.LOSE, Fault.DELAY, Fault.DUPLICATE);
        MemoryDatagrams faulty = new MemoryDatagrams(10, script);
        try (MemoryPort port = faulty.bind(Endpoint.loopback(0))) {
            for (byte i = 0; i < 4; i++) {
                port.send(ByteBuffer.wrap(new byte[] {i}), port.endpoint());
            }
            for (int expected : new int[] {2, 2, 1, 3}) {
                assertThat(receive(port)).isEqualTo((byte) expected);
            }
            assertThatThrownBy(() -> receive(port)).isInstanceOf(SocketTimeoutException.class);
            assertThat(port.lost()).isZero();
        }
    }

    @Test
    void delayed_arrivesAfterNextDatagramNotNextMember() throws IOException {
        DatagramFaults script = DatagramFaults.none().withScript(Fault.DELAY, Fault.NONE, Fault.DELAY);
        MemoryDatagrams faulty = new MemoryDatagrams(10, script);
        try (MemoryMembership first = faulty.join(GROUP);
                MemoryMembership second = faulty.join(GROUP);
                MemoryMembership third = faulty.join(GROUP)) {
            for (byte i = 1; i <= 2; i++) {
                first.send(ByteBuffer.wrap(new byte[] {i}));
            }
            assertThat(new byte[] {receive(first), receive(first)}).containsExactly(2, 1);
            assertThat(new byte[] {receive(second), receive(second)}).containsExactly(1, 2);
            assertThat(new byte[] {receive(third), receive(third)}).containsExactly(2, 1);
        }
    }

    @Test
    void send_toMemberPort_reachesOnlyThatMember() throws IOException {
        try (MemoryMembership first = transport.join(GROUP);
                MemoryMembership second = transport.join(GROUP);
                MemoryPort outside = transport.bind(Endpoint.loopback(0))) {
            outside.send(ByteBuffer.wrap(new byte[] {1}), first.self());
            outside.send(ByteBuffer.wrap(new byte[] {2}), GROUP);
            assertThat(receive(first)).isEqualTo((byte) 1);
            assertThat(receive(first)).isEqualTo((byte) 2);
            assertThat(receive(second)).isEqualTo((byte) 2);
        }
    }

    @Test
    void new_capacityBelowOne_throws() {
        assertThatThrownBy(() -> new MemoryDatagrams(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity 0 is less than 1");
    }

    private static byte receive(DatagramPort member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(1);
        member.receive(in, Duration.ZERO);
        return in.get(0);
    }
}
