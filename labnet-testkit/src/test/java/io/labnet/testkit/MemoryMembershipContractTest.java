// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.DatagramTransport;
import io.labnet.core.transport.MemoryDatagrams;

class MemoryMembershipContractTest extends MembershipContract {
    private final MemoryDatagrams transport = new MemoryDatagrams();

    @Override
    protected DatagramTransport transport() {
        return transport;
    }
}
