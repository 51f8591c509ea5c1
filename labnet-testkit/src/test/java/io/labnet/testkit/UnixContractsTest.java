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
    Transport transport() {
        return transport;
    }

    @Override
    Endpoint anywhere() {
        return UnixTransport.at(directory.resolve("server"));
    }

    @Override
    boolean detectsResets() {
        return false;
    }
}
