// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.transport.Transport;
import io.labnet.testkit.TransportContracts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** labnet's TLS over Netty's channels. */
class NettyTlsContractsTest extends TransportContracts {
    private static Transport secured;

    @BeforeAll
    static void secure(@TempDir Path directory) throws Exception {
        secured = TestKeys.in(directory).over(new NettyTransport());
    }

    @Override
    protected Transport transport() {
        return secured;
    }
}
