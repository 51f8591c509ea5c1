// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.DatagramTransport;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Membership;
import io.labnet.testkit.internal.Patience;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** What the suites for datagram transports share: a transport, and groups that are left. */
public abstract class DatagramFixture {
    static final Duration MOMENT = Duration.ofMillis(20);

    private final Deque<Membership> open = new ArrayDeque<>();

    /** Makes a fixture with nothing joined. */
    protected DatagramFixture() {}

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

    final Membership join(Endpoint group) throws IOException {
        Membership member = transport().join(group);
        open.add(member);
        return member;
    }

    static void send(Membership member, String text) throws IOException {
        member.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String receive(Membership member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2000);
        member.receive(in, Patience.LIMIT);
        return new String(Arrays.copyOf(in.array(), in.position()), StandardCharsets.UTF_8);
    }
}
