// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.testkit.TransportContracts;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Servers with Netty's TLS before the handler of the conversation, and clients with labnet's TLS. */
class SslHandlerContractsTest extends TransportContracts {
    private static Transport transport;

    @BeforeAll
    static void secure(@TempDir Path directory) throws Exception {
        TestKeys keys = TestKeys.in(directory);
        SslContext context = keys.context();
        transport = new PipelineTransport(keys.over(new TcpTransport()), channel -> channel.pipeline()
                .addLast(context.newHandler(channel.alloc())));
    }

    @Override
    protected Transport transport() {
        return transport;
    }
}
