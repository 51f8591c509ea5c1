// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.UdpTransport;
import org.junit.jupiter.api.Nested;

class UdpContractsTest {
    private final UdpTransport transport = new UdpTransport();

    @Nested
    class DatagramPorts extends DatagramPortContract {
        @Override
        protected DatagramTransport transport() {
            return transport;
        }
    }

    @Nested
    class DatagramServers extends DatagramServerContract {
        @Override
        protected DatagramTransport transport() {
            return transport;
        }
    }
}
