// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.Membership;
import io.labnet.testkit.internal.Background;
import io.labnet.testkit.internal.Patience;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * How a member of a group receives, waits and leaves, whatever the datagram transport. Extend it for a transport of your
 * own, beside {@link DatagramContract}.
 */
public abstract class MembershipContract extends DatagramFixture {
    /** Makes a suite. */
    protected MembershipContract() {}

    @Test
    final void close_letsNothingMoreBeDone() throws IOException {
        Membership member = join(anyGroup());
        send(member, "unread");
        member.close();
        String left = "the group " + member.group() + " was left";
        assertThatThrownBy(() -> member.send(ByteBuffer.allocate(0)))
                .isInstanceOf(IOException.class)
                .hasMessage(left);
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(left);
    }

    @Test
    final void close_unblocksABlockedReceive() throws Exception {
        Membership member = join(anyGroup());
        Background receiver = new Background(() -> member.receive(ByteBuffer.allocate(1)));
        receiver.awaitBlocked("receive");
        member.close();
        assertThat(receiver.outcome())
                .isInstanceOf(IOException.class)
                .hasMessage("the group " + member.group() + " was left");
    }

    @Test
    final void receive_timesOutAndGoesOn() throws IOException {
        Membership member = join(anyGroup());
        ByteBuffer in = ByteBuffer.allocate(100);
        long began = System.nanoTime();
        assertThatThrownBy(() -> member.receive(in, MOMENT))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("nothing arrived for 20 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(MOMENT);
        assertThatThrownBy(() -> member.receive(in, Duration.ZERO)).isInstanceOf(SocketTimeoutException.class);
        assertThat(in.position()).isZero();
        send(member, "still here");
        assertThat(receive(member)).isEqualTo("still here");
    }

    @Test
    final void receive_isEndedByAnInterruptAndGoesOn() throws Exception {
        Membership member = join(anyGroup());
        Background before = new Background(() -> {
            Thread.currentThread().interrupt();
            receiveUninterrupted(member);
        });
        assertInterrupted(before);
        Background during = new Background(() -> receiveUninterrupted(member));
        during.awaitBlocked("receive");
        during.interrupt();
        assertInterrupted(during);
        send(member, "still here");
        assertThat(receive(member)).isEqualTo("still here");
    }

    private static void receiveUninterrupted(Membership member) throws IOException {
        try {
            member.receive(ByteBuffer.allocate(1));
        } finally {
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    private static void assertInterrupted(Background receiver) throws Exception {
        assertThat(receiver.outcome())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while receiving");
    }

    @Test
    final void receive_isEndedByADatagram() throws Exception {
        Membership member = join(anyGroup());
        Background receiver = new Background(() -> assertThat(receive(member)).isEqualTo("at last"));
        receiver.awaitBlocked("receive");
        send(member, "at last");
        assertThat(receiver.outcome()).isNull();
    }

    @Test
    final void receive_byASecondThreadTimesOutToo() throws Exception {
        Membership member = join(anyGroup());
        Background first = new Background(() -> assertThat(receive(member)).isEqualTo("to the first"));
        first.awaitBlocked("receive");
        Background second = new Background(() -> member.receive(ByteBuffer.allocate(1), MOMENT));
        assertThat(second.outcome()).isInstanceOf(SocketTimeoutException.class).hasMessage("nothing arrived for 20 ms");
        send(member, "to the first");
        assertThat(first.outcome()).isNull();
    }

    @Test
    final void receive_losesWhatDoesNotFit() throws IOException {
        Membership member = join(anyGroup());
        send(member, "hello");
        send(member, "world");
        ByteBuffer small = ByteBuffer.allocate(10).position(8);
        member.receive(small, Patience.LIMIT);
        assertThat(new String(small.array(), 8, 2, StandardCharsets.US_ASCII)).isEqualTo("he");
        assertThat(receive(member)).isEqualTo("world");
    }

    @Test
    final void receive_refusesWhatItCantUseAndLosesNothing() throws IOException {
        Membership member = join(anyGroup());
        send(member, "still here");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(0), Patience.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is full");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(1).asReadOnlyBuffer(), Patience.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is read-only");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(1), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout PT-0.001S is negative");
        assertThat(receive(member)).isEqualTo("still here");
    }
}
