// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.DatagramTransport;
import io.labnet.core.transport.MulticastTransport;
import org.junit.jupiter.api.BeforeEach;

class MulticastMembershipContractTest extends MembershipContract {
    private MulticastTransport transport = new MulticastTransport();

    @BeforeEach
    void findMulticast() {
        transport = LoopbackMulticast.transport();
    }

    @Override
    protected DatagramTransport transport() {
        return transport;
    }
}
