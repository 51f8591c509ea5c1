// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.UnixTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TlsUnixContractsTest extends TlsContracts {
    @TempDir
    private Path sockets;

    @Override
    Transport inner() {
        return new UnixTransport();
    }

    @Override
    protected Endpoint anywhere() {
        return UnixTransport.at(sockets.resolve("server"));
    }

    @Override
    protected boolean detectsResets() {
        return false;
    }
}
