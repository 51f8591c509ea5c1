// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import org.junit.jupiter.api.Nested;

/** All suites for transports of connections, as nested classes. Extend it for your own transport. */
public abstract class TransportContracts {
    /** Creates the suites. */
    protected TransportContracts() {}

    /**
     * Returns the transport under test, the same object during one test.
     *
     * @return the transport
     */
    protected abstract Transport transport();

    /**
     * Returns a free endpoint for a server, a new endpoint on each call.
     *
     * @return by default port 0 of the loopback address
     */
    protected Endpoint anywhere() {
        return Endpoint.loopback(0);
    }

    /**
     * Returns whether the transport distinguishes a reset connection from one that ends normally.
     *
     * @return by default true
     */
    protected boolean detectsResets() {
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
