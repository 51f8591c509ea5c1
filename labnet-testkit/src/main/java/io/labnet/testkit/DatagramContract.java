// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.testkit.internal.Background;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The tests for a datagram transport and the members of a group. Extend it for your own transport; see also {@link
 * MembershipContract}, for a single member.
 */
public abstract class DatagramContract extends DatagramFixture {
    /** Creates a suite. */
    protected DatagramContract() {}

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
    final void join_withPortZero_selectsAFreePort() throws IOException {
        Endpoint asked = anyGroup();
        Membership first = join(asked);
        Membership second = join(asked);
        assertThat(first.group().host()).isEqualTo(asked.host());
        assertThat(first.group().port()).isNotZero().isNotEqualTo(second.group().port());
        assertThat(join(first.group()).group()).isEqualTo(first.group());
        assertThat(first).asString().startsWith(first.group() + " ");
    }

    @Test
    final void datagrams_keepTheirBoundaries() throws IOException {
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
    final void datagram_ofMaximumSize_arrives() throws IOException {
        Membership member = join(anyGroup());
        byte[] largest = new byte[DatagramTransport.MAX_BYTES];
        new Random(1).nextBytes(largest);
        member.send(ByteBuffer.wrap(largest));
        ByteBuffer in = ByteBuffer.allocate(largest.length + 1);
        member.receive(in, TestTimeout.LIMIT);
        assertThat(in.flip()).isEqualTo(ByteBuffer.wrap(largest));

        ByteBuffer larger = ByteBuffer.allocate(largest.length + 1);
        assertThatThrownBy(() -> member.send(larger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a datagram of 65508 bytes is larger than 65507");
        assertThat(larger.position()).isZero();
    }

    @Test
    final void groups_areSeparate() throws IOException {
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
    final void receive_returnsTheSender() throws IOException {
        Membership first = join(anyGroup());
        Membership second = join(first.group());
        send(second, "hello");
        ByteBuffer in = ByteBuffer.allocate(100);
        Peer seen = first.receive(in, TestTimeout.LIMIT);
        assertThat(seen.host()).isNotEmpty();
        assertThat(seen.port()).isNotZero();
        assertThat(second.receive(in, TestTimeout.LIMIT)).isEqualTo(seen);
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
    final void buffers_mayBeDirectOrReadOnly() throws IOException {
        Membership member = join(anyGroup());
        byte[] bytes = "hello".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(5).put(bytes).flip();
        member.send(direct);
        assertThat(direct.hasRemaining()).isFalse();
        member.send(ByteBuffer.wrap(bytes, 1, 4).asReadOnlyBuffer());
        ByteBuffer in = ByteBuffer.allocateDirect(9);
        member.receive(in, TestTimeout.LIMIT);
        member.receive(in, TestTimeout.LIMIT);
        byte[] got = new byte[9];
        in.flip().get(got);
        assertThat(got).asString().isEqualTo("helloello");
    }

    @Test
    final void buffers_canBeReusedAfterSend() throws IOException {
        Membership member = join(anyGroup());
        ByteBuffer reused = ByteBuffer.allocate(1);
        for (byte i = 1; i <= 3; i++) {
            member.send(reused.clear().put(0, i));
        }
        ByteBuffer in = ByteBuffer.allocate(3);
        while (in.hasRemaining()) {
            member.receive(in, TestTimeout.LIMIT);
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
        int[] received = new int[threads];
        for (int i = 0; i < threads * rounds; i++) {
            String text = receive(member);
            received[Integer.parseInt(text.substring("from ".length()))]++;
        }
        assertThat(received)
                .isEqualTo(IntStream.generate(() -> rounds).limit(threads).toArray());
        for (Background sender : senders) {
            assertThat(sender.outcome()).isNull();
        }
    }

    @Test
    final void bind_toAGroupAddress_joinsTheGroup() throws IOException {
        try (DatagramPort port = transport().bind(anyGroup())) {
            Membership member = join(port.endpoint());
            send(member, "hello");
            assertThat(receive(port)).isEqualTo("hello");
        }
    }

    @Test
    final void serve_atAGroupAddress_joinsTheGroup() throws IOException {
        Membership member = join(anyGroup());
        Peer group = peer(member);
        DatagramSession<String, String> session = (message, from, out) -> {
            // Does not answer its own datagrams, which have brackets and which it receives, too.
            if (!message.startsWith("[")) {
                out.send("[" + message + "]", group);
            }
        };
        try (Server server =
                transport().serve(member.group(), new DatagramConversation<>(TestProtocols.DATAGRAMS, session))) {
            assertThat(server.endpoint()).isEqualTo(member.group());
            send(member, "hello");
            assertThat(receive(member)).isEqualTo("hello");
            assertThat(receive(member)).isEqualTo("[hello]");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Passes null on purpose.
    final void transport_nullArgument_isNamed() {
        assertThatThrownBy(() -> transport().join(null)).hasMessage("group");
    }
}
