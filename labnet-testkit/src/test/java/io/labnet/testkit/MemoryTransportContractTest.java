// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Connection;
import io.labnet.core.transport.MemoryConnection;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;

class MemoryTransportContractTest extends TransportContract {
    private final MemoryTransport transport = new MemoryTransport();

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected void pause(Connection client) throws IOException {
        ((MemoryConnection) client).pause();
    }
}
