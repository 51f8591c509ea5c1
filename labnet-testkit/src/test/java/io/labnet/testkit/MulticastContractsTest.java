// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.UdpTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class MulticastContractsTest {
    private UdpTransport transport = new UdpTransport();

    @BeforeEach
    void findMulticast() {
        transport = LoopbackMulticast.transport();
    }

    @Nested
    class Datagrams extends DatagramContract {
        @Override
        protected DatagramTransport transport() {
            return transport;
        }
    }

    @Nested
    class Memberships extends MembershipContract {
        @Override
        protected DatagramTransport transport() {
            return transport;
        }
    }
}
