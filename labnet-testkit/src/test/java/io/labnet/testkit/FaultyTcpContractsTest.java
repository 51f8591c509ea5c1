// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultTransport;

class FaultyTcpContractsTest extends TransportContracts {
    private final Transport transport = new FaultTransport(new TcpTransport(), BenignFaults.PLAN);

    @Override
    protected Transport transport() {
        return transport;
    }
}
