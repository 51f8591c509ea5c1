// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;

class MemoryFlowControlContractTest extends FlowControlContract {
    private final MemoryTransport transport = new MemoryTransport();

    @Override
    protected Transport transport() {
        return transport;
    }
}
