// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.transport.Transport;
import io.labnet.testkit.TransportContracts;

class NettyNioContractsTest extends TransportContracts {
    private final NettyTransport transport = new NettyTransport();

    @Override
    protected Transport transport() {
        return transport;
    }
}
