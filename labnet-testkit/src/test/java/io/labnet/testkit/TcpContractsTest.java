// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import org.junit.jupiter.api.Nested;

class TcpContractsTest {
    private final TcpTransport transport = new TcpTransport();

    @Nested
    class Connection extends ConnectionContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }

    @Nested
    class FlowControl extends FlowControlContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }

    @Nested
    class Serving extends ServerContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }

    @Nested
    class Stop extends StopContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }

    @Nested
    class Transports extends TransportContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Transport transport() {
            return transport;
        }
    }
}
