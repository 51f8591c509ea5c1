// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.UnixTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixContractsTest extends TransportContracts {
    private final UnixTransport transport = new UnixTransport();

    @TempDir
    private Path directory;

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected Endpoint anywhere() {
        return UnixTransport.at(directory.resolve("server"));
    }

    @Override
    protected boolean detectsResets() {
        return false;
    }
}
