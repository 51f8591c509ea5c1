// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;

class TlsTcpContractsTest extends TlsContracts {
    @Override
    Transport inner() {
        return new TcpTransport();
    }
}
