// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** All suites for connections, run with TLS over the transport of a subclass. */
abstract class TlsContracts extends TransportContracts {
    @TempDir
    private Path directory;

    private Transport secured;

    abstract Transport inner();

    @BeforeEach
    void secure() throws Exception {
        secured = TestCertificate.in(directory).over(inner());
    }

    @Override
    protected Transport transport() {
        return secured;
    }
}
