// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryTransportTest {
    private static final int PORTS = 0x10000 - 49_152;

    private final MemoryTransport transport = new MemoryTransport();

    @Test
    void serve_findsAFreePortHoweverManyWereTaken() throws IOException {
        try (Server first = serve()) {
            // Each connection takes a port as well, so that the next is the server's again.
            for (int i = 1; i < PORTS; i++) {
                transport.connect(first.endpoint()).close();
            }
            try (Server second = serve()) {
                assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
                assertThat(second.endpoint().port()).isNotZero();
            }
        }
    }

    private Server serve() throws IOException {
        return transport.serve(
                new Endpoint("anywhere", 0), peer -> new Conversation<>(ToyProtocols.LINES, (line, out) -> {}));
    }
}
