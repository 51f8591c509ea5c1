// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;

class TlsMemoryContractsTest extends TlsContracts {
    @Override
    Transport inner() {
        return new MemoryTransport();
    }
}
