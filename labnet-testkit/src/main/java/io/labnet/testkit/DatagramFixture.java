// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/**
 * The common base of the suites for datagram transports: creates the transport, and closes its ports and memberships.
 */
public abstract class DatagramFixture {
    static final Duration MOMENT = Duration.ofMillis(20);

    private final Deque<DatagramPort> open = new ArrayDeque<>();

    /** Creates a fixture. */
    protected DatagramFixture() {}

    /**
     * Returns the transport under test, the same object during one test.
     *
     * @return the transport; a member of a group must also receive the datagrams that it sends itself
     */
    protected abstract DatagramTransport transport();

    /**
     * Returns a group to join, with port 0; a different group on each call.
     *
     * @return by default a multicast address that is unlikely to be in use
     */
    protected Endpoint anyGroup() {
        return LoopbackMulticast.anyGroup();
    }

    /** Closes every port that a test has opened, and leaves every group that it has joined. */
    @AfterEach
    final void closeAll() {
        open.forEach(DatagramPort::close);
    }

    final Membership join(Endpoint group) throws IOException {
        Membership member = transport().join(group);
        open.add(member);
        return member;
    }

    final DatagramPort bind() throws IOException {
        DatagramPort port = transport().bind(Endpoint.loopback(0));
        open.add(port);
        return port;
    }

    /** Sends a datagram from a port to its own endpoint or group. */
    static void send(DatagramPort port, String text) throws IOException {
        port.send(text(text), port.endpoint());
    }

    static String receive(DatagramPort port) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2000);
        port.receive(in, TestTimeout.LIMIT);
        return new String(Arrays.copyOf(in.array(), in.position()), StandardCharsets.UTF_8);
    }

    static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static Peer peer(DatagramPort port) {
        return new Peer(port.endpoint().host(), port.endpoint().port());
    }
}
