// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import org.junit.jupiter.api.Nested;

/** All suites for connections, run on the transport of a subclass. */
abstract class TransportContracts {
    abstract Transport transport();

    Endpoint anywhere() {
        return Endpoint.loopback(0);
    }

    boolean detectsResets() {
        return true;
    }

    @Nested
    class Connections extends ConnectionContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class FlowControl extends FlowControlContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class Push extends PushContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class Serving extends ServerContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class Stop extends StopContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class Transports extends TransportContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Transport transport() {
            return TransportContracts.this.transport();
        }

        @Override
        protected Endpoint anywhere() {
            return TransportContracts.this.anywhere();
        }

        @Override
        protected boolean detectsResets() {
            return TransportContracts.this.detectsResets();
        }
    }
}
