// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import org.junit.jupiter.api.Nested;

class MemoryContractsTest extends TransportContracts {
    private final MemoryTransport transport = new MemoryTransport();
    private final MemoryDatagrams datagrams = new MemoryDatagrams();

    @Override
    protected Transport transport() {
        return transport;
    }

    @Nested
    class Datagrams extends DatagramContract {
        @Override
        protected DatagramTransport transport() {
            return datagrams;
        }
    }

    @Nested
    class Memberships extends MembershipContract {
        @Override
        protected DatagramTransport transport() {
            return datagrams;
        }
    }

    @Nested
    class DatagramPorts extends DatagramPortContract {
        @Override
        protected DatagramTransport transport() {
            return datagrams;
        }
    }

    @Nested
    class DatagramServers extends DatagramServerContract {
        @Override
        protected DatagramTransport transport() {
            return datagrams;
        }
    }
}
