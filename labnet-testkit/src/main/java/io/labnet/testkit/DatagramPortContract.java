// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.testkit.internal.Background;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The tests for a datagram port: how it sends, receives, waits and closes. Extend it for your own transport;
 * {@link MembershipContract} contains the same tests for the members of a group.
 */
public abstract class DatagramPortContract extends DatagramFixture {
    /** Creates a suite. */
    protected DatagramPortContract() {}

    /** Opens a port that receives the datagrams to its endpoint. */
    DatagramPort open() throws IOException {
        return bind();
    }

    /** Returns the message of the exception that a closed port throws. */
    String closedMessage(DatagramPort port) {
        return "the port " + port.endpoint() + " is closed";
    }

    @Test
    final void bind_withPortZero_selectsAFreePort() throws IOException {
        DatagramPort first = bind();
        DatagramPort second = bind();
        assertThat(first.endpoint().host()).isEqualTo(Endpoint.LOOPBACK);
        assertThat(first.endpoint().port())
                .isNotZero()
                .isNotEqualTo(second.endpoint().port());
        assertThat(first).asString().startsWith(first.endpoint() + " ");
        assertThatThrownBy(() -> transport().bind(first.endpoint())).isInstanceOf(BindException.class);
        first.close();
        transport().bind(first.endpoint()).close();
    }

    @Test
    final void send_reachesOnePort_whichCanReply() throws IOException {
        DatagramPort client = bind();
        DatagramPort server = bind();
        DatagramPort other = bind();
        client.send(text("hello"), server.endpoint());
        ByteBuffer in = ByteBuffer.allocate(100);
        Peer from = server.receive(in, TestTimeout.LIMIT);
        assertThat(from).isEqualTo(peer(client));
        server.send(in.flip(), from);
        assertThat(client.receive(ByteBuffer.allocate(100), TestTimeout.LIMIT)).isEqualTo(peer(server));
        assertThatThrownBy(() -> other.receive(ByteBuffer.allocate(1), Duration.ZERO))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    final void send_toClosedPort_hasNoEffect() throws IOException {
        DatagramPort gone = bind();
        gone.close();
        DatagramPort port = open();
        port.send(text("anybody?"), gone.endpoint());
        send(port, "still here");
        assertThat(receive(port)).isEqualTo("still here");
    }

    @Test
    @SuppressWarnings("NullAway") // Passes null on purpose.
    final void bind_nullArgument_isNamed() {
        assertThatThrownBy(() -> transport().bind(null)).hasMessage("at");
    }

    @Test
    final void close_laterCallsFail() throws IOException {
        DatagramPort port = open();
        send(port, "unread");
        port.close();
        String closed = closedMessage(port);
        assertThatThrownBy(() -> port.send(ByteBuffer.allocate(0), port.endpoint()))
                .isInstanceOf(IOException.class)
                .hasMessage(closed);
        assertThatThrownBy(() -> port.receive(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(closed);
    }

    @Test
    final void close_unblocksABlockedReceive() throws Exception {
        DatagramPort port = open();
        Background receiver = new Background(() -> port.receive(ByteBuffer.allocate(1)));
        receiver.awaitBlocked("receive");
        port.close();
        assertThat(receiver.outcome()).isInstanceOf(IOException.class).hasMessage(closedMessage(port));
    }

    @Test
    final void receive_afterTimeout_canBeRepeated() throws IOException {
        DatagramPort port = open();
        ByteBuffer in = ByteBuffer.allocate(100);
        long began = System.nanoTime();
        assertThatThrownBy(() -> port.receive(in, MOMENT))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("nothing arrived for 20 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(MOMENT);
        assertThatThrownBy(() -> port.receive(in, Duration.ZERO)).isInstanceOf(SocketTimeoutException.class);
        assertThat(in.position()).isZero();
        send(port, "still here");
        assertThat(receive(port)).isEqualTo("still here");
    }

    @Test
    final void receive_afterInterrupt_canBeRepeated() throws Exception {
        DatagramPort port = open();
        Background before = new Background(() -> {
            Thread.currentThread().interrupt();
            receiveUninterrupted(port);
        });
        assertInterrupted(before);
        Background during = new Background(() -> receiveUninterrupted(port));
        during.awaitBlocked("receive");
        during.interrupt();
        assertInterrupted(during);
        send(port, "still here");
        assertThat(receive(port)).isEqualTo("still here");
    }

    private static void receiveUninterrupted(DatagramPort port) throws IOException {
        try {
            port.receive(ByteBuffer.allocate(1));
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
    final void receive_blocked_returnsTheNextDatagram() throws Exception {
        DatagramPort port = open();
        Background receiver = new Background(() -> assertThat(receive(port)).isEqualTo("at last"));
        receiver.awaitBlocked("receive");
        send(port, "at last");
        assertThat(receiver.outcome()).isNull();
    }

    @Test
    final void receive_bySecondThread_timesOutToo() throws Exception {
        DatagramPort port = open();
        Background first = new Background(() -> assertThat(receive(port)).isEqualTo("to the first"));
        first.awaitBlocked("receive");
        Background second = new Background(() -> port.receive(ByteBuffer.allocate(1), MOMENT));
        assertThat(second.outcome()).isInstanceOf(SocketTimeoutException.class).hasMessage("nothing arrived for 20 ms");
        send(port, "to the first");
        assertThat(first.outcome()).isNull();
    }

    @Test
    final void receive_intoSmallBuffer_losesTheRest() throws IOException {
        DatagramPort port = open();
        send(port, "hello");
        send(port, "world");
        ByteBuffer small = ByteBuffer.allocate(10).position(8);
        port.receive(small, TestTimeout.LIMIT);
        assertThat(new String(small.array(), 8, 2, StandardCharsets.US_ASCII)).isEqualTo("he");
        assertThat(receive(port)).isEqualTo("world");
    }

    @Test
    final void receive_withInvalidArgument_losesNothing() throws IOException {
        DatagramPort port = open();
        send(port, "still here");
        assertThatThrownBy(() -> port.receive(ByteBuffer.allocate(0), TestTimeout.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is full");
        assertThatThrownBy(() -> port.receive(ByteBuffer.allocate(1).asReadOnlyBuffer(), TestTimeout.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the buffer to receive into is read-only");
        assertThatThrownBy(() -> port.receive(ByteBuffer.allocate(1), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout PT-0.001S is negative");
        assertThat(receive(port)).isEqualTo("still here");
    }
}
