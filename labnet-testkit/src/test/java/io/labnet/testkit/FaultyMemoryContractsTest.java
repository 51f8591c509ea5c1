// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultTransport;

class FaultyMemoryContractsTest extends TransportContracts {
    private final Transport transport = new FaultTransport(new MemoryTransport(), BenignFaults.PLAN);

    @Override
    protected Transport transport() {
        return transport;
    }
}
