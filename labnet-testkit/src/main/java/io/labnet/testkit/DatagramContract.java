// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.DatagramTransport;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Membership;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every datagram transport does for the members of a group. Extend it for a transport of your own. */
public abstract class DatagramContract {
    private static final Duration PATIENCE = TransportFixture.PATIENCE;
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final Deque<Membership> open = new ArrayDeque<>();

    /** Makes a suite. */
    protected DatagramContract() {}

    /**
     * Makes the transport under test, the same object for the whole of one test.
     *
     * @return the transport, whose members hear themselves
     */
    protected abstract DatagramTransport transport();

    /**
     * Tells which group to join; another one each time, with port 0.
     *
     * @return by default a multicast address that hardly anybody else uses
     */
    protected Endpoint anyGroup() {
        return LoopbackMulticast.anyGroup();
    }

    /** Leaves every group that a test has joined. */
    @AfterEach
    final void leaveAll() {
        open.forEach(Membership::close);
    }

    @Test
    final void send_reachesEveryMemberAndTheSender() throws IOException {
        Membership first = join(anyGroup());
        Membership second = join(first.group());
        Membership third = join(first.group());
        send(second, "hello");
        for (Membership member : List.of(first, second, third)) {
            assertThat(receive(member)).isEqualTo("hello");
        }
    }

    @Test
    final void join_takesAFreePort() throws IOException {
        Endpoint asked = anyGroup();
        Membership first = join(asked);
        Membership second = join(asked);
        assertThat(first.group().host()).isEqualTo(asked.host());
        assertThat(first.group().port()).isNotZero().isNotEqualTo(second.group().port());
        assertThat(join(first.group()).group()).isEqualTo(first.group());
        assertThat(first).asString().startsWith(first.group() + " ");
    }

    @Test
    final void datagrams_arriveAsTheyWereCut() throws IOException {
        Membership sender = join(anyGroup());
        Membership receiver = join(sender.group());
        List<String> sent = List.of("a", "", "two words", "\n", "x".repeat(1024), "");
        for (String text : sent) {
            send(sender, text);
        }
        for (String text : sent) {
            assertThat(receive(receiver)).isEqualTo(text);
        }
    }

    @Test
    final void datagrams_mayBeAsLargeAsTheyGet() throws IOException {
        Membership member = join(anyGroup());
        byte[] largest = new byte[DatagramTransport.MAX_BYTES];
        new Random(1).nextBytes(largest);
        member.send(ByteBuffer.wrap(largest));
        ByteBuffer in = ByteBuffer.allocate(largest.length + 1);
        member.receive(in, PATIENCE);
        assertThat(in.flip()).isEqualTo(ByteBuffer.wrap(largest));

        ByteBuffer larger = ByteBuffer.allocate(largest.length + 1);
        assertThatThrownBy(() -> member.send(larger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a datagram of 65508 bytes is larger than 65507");
        assertThat(larger.position()).isZero();
    }

    @Test
    final void groups_areApart() throws IOException {
        Membership here = join(anyGroup());
        Membership samePort = join(new Endpoint(anyGroup().host(), here.group().port()));
        Membership sameAddress = join(new Endpoint(here.group().host(), 0));
        send(samePort, "another address");
        send(sameAddress, "another port");
        send(here, "here");
        assertThat(receive(here)).isEqualTo("here");
        assertThat(receive(samePort)).isEqualTo("another address");
        assertThat(receive(sameAddress)).isEqualTo("another port");
    }

    @Test
    final void senders_areNamed() throws IOException {
        Membership first = join(anyGroup());
        Membership second = join(first.group());
        send(second, "hello");
        ByteBuffer in = ByteBuffer.allocate(100);
        Peer seen = first.receive(in, PATIENCE);
        assertThat(seen.host()).isNotEmpty();
        assertThat(seen.port()).isNotZero();
        assertThat(second.receive(in, PATIENCE)).isEqualTo(seen);
    }

    @Test
    final void close_leavesTheGroup() throws IOException {
        Membership stays = join(anyGroup());
        Membership leaves = join(stays.group());
        send(stays, "to both");
        leaves.close();
        leaves.close();
        send(stays, "to one");
        assertThat(receive(stays)).isEqualTo("to both");
        assertThat(receive(stays)).isEqualTo("to one");

        Membership comesBack = join(stays.group());
        send(stays, "to both again");
        assertThat(receive(comesBack)).isEqualTo("to both again");
    }

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
        member.receive(small, PATIENCE);
        assertThat(new String(small.array(), 8, 2, StandardCharsets.US_ASCII)).isEqualTo("he");
        assertThat(receive(member)).isEqualTo("world");
    }

    @Test
    final void receive_refusesWhatItCantUseAndLosesNothing() throws IOException {
        Membership member = join(anyGroup());
        send(member, "still here");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(0), PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is full");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(1).asReadOnlyBuffer(), PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is read-only");
        assertThatThrownBy(() -> member.receive(ByteBuffer.allocate(1), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout PT-0.001S is negative");
        assertThat(receive(member)).isEqualTo("still here");
    }

    @Test
    final void buffers_mayBeDirectOrReadOnly() throws IOException {
        Membership member = join(anyGroup());
        byte[] bytes = "hello".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(5).put(bytes).flip();
        member.send(direct);
        assertThat(direct.hasRemaining()).isFalse();
        member.send(ByteBuffer.wrap(bytes, 1, 4).asReadOnlyBuffer());
        ByteBuffer in = ByteBuffer.allocateDirect(9);
        member.receive(in, PATIENCE);
        member.receive(in, PATIENCE);
        byte[] got = new byte[9];
        in.flip().get(got);
        assertThat(got).asString().isEqualTo("helloello");
    }

    @Test
    final void buffers_mayBeUsedAgainOnceSent() throws IOException {
        Membership member = join(anyGroup());
        ByteBuffer reused = ByteBuffer.allocate(1);
        for (byte i = 1; i <= 3; i++) {
            member.send(reused.clear().put(0, i));
        }
        ByteBuffer in = ByteBuffer.allocate(3);
        while (in.hasRemaining()) {
            member.receive(in, PATIENCE);
        }
        assertThat(in.array()).containsExactly(1, 2, 3);
    }

    @Test
    final void threads_maySendWhileAnotherReceives() throws Exception {
        Membership member = join(anyGroup());
        int threads = 4;
        int rounds = 50;
        List<Background> senders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String text = "from " + i;
            senders.add(new Background(() -> {
                for (int round = 0; round < rounds; round++) {
                    send(member, text);
                }
            }));
        }
        int[] heard = new int[threads];
        for (int i = 0; i < threads * rounds; i++) {
            String text = receive(member);
            heard[Integer.parseInt(text.substring("from ".length()))]++;
        }
        assertThat(heard)
                .isEqualTo(IntStream.generate(() -> rounds).limit(threads).toArray());
        for (Background sender : senders) {
            assertThat(sender.outcome()).isNull();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // On purpose.
    final void transport_namesWhatIsMissing() {
        assertThatThrownBy(() -> transport().join(null)).hasMessage("group");
    }

    private Membership join(Endpoint group) throws IOException {
        Membership member = transport().join(group);
        open.add(member);
        return member;
    }

    private static void send(Membership member, String text) throws IOException {
        member.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String receive(Membership member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2000);
        member.receive(in, PATIENCE);
        return new String(Arrays.copyOf(in.array(), in.position()), StandardCharsets.UTF_8);
    }
}
