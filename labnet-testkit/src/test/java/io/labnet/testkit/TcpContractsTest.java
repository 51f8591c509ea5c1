// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;

class TcpContractsTest extends TransportContracts {
    private final TcpTransport transport = new TcpTransport();

    @Override
    protected Transport transport() {
        return transport;
    }
}
