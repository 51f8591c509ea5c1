// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.transport.Transport;
import io.labnet.testkit.TransportContracts;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NettyEpollContractsTest extends TransportContracts {
    private final NettyTransport transport = NettyTransport.epoll();

    @Override
    protected Transport transport() {
        return transport;
    }
}
