// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.UdpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Multicast on the loopback interface, for tests; a test is skipped on a machine without it. */
public final class LoopbackMulticast {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

    /** Starts at a random group because several processes may run tests at the same time. */
    private static final AtomicInteger NEXT_GROUP =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

    private LoopbackMulticast() {}

    /**
     * Returns a transport, after sending a datagram as a trial. Skips the calling test if the datagram does not arrive.
     *
     * @return a transport on the loopback interface, with a TTL of 0
     */
    public static UdpTransport transport() {
        String networkInterface = interfaceName();
        UdpTransport transport =
                new UdpTransport().withInterface(networkInterface).withTtl(0);
        try (Membership probe = transport.join(anyGroup())) {
            probe.send(ByteBuffer.allocate(1));
            probe.receive(ByteBuffer.allocate(1), PROBE_TIMEOUT);
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no multicast on " + networkInterface + ": " + e.getMessage());
        }
        return transport;
    }

    /**
     * Returns the name of the loopback interface. Skips the calling test if there is no such interface.
     *
     * @return the name, such as {@code lo}
     */
    public static String interfaceName() {
        try {
            NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            Assumptions.assumeTrue(found != null, "skipped: there is no loopback interface");
            return found.getName();
        } catch (IOException e) {
            return Assumptions.abort("skipped: the loopback interface can't be found: " + e.getMessage());
        }
    }

    /**
     * Returns a group that is unlikely to be in use; a different group on each call.
     *
     * @return an address in 239.255.0.0/16, and port 0
     */
    public static Endpoint anyGroup() {
        int group = NEXT_GROUP.getAndIncrement();
        return new Endpoint("239.255." + (group >> 8 & 0xff) + "." + (group & 0xff), 0);
    }
}
