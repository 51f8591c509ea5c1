// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.UnixTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class UnixContractsTest {
    private final UnixTransport transport = new UnixTransport();

    @TempDir
    private Path directory;

    @Nested
    class Connection extends ConnectionContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }

        @Override
        protected boolean tellsResets() {
            return false;
        }
    }

    @Nested
    class FlowControl extends FlowControlContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }
    }

    @Nested
    class Serving extends ServerContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }

        @Override
        protected boolean tellsResets() {
            return false;
        }
    }

    @Nested
    class Stop extends StopContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }

        @Override
        protected boolean tellsResets() {
            return false;
        }
    }

    @Nested
    class Transports extends TransportContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }

        @Override
        protected boolean tellsResets() {
            return false;
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Transport transport() {
            return transport;
        }

        @Override
        protected Endpoint anywhere() {
            return UnixTransport.at(directory.resolve("server"));
        }

        @Override
        protected boolean tellsResets() {
            return false;
        }
    }
}
