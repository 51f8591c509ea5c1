// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.Conversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;

class NumberClientTest {
    @Test
    void exchange_interrupted_isReported() throws IOException {
        MemoryTransport transport = new MemoryTransport();
        try (Server silent = transport.serve(
                Endpoint.loopback(0), peer -> new Conversation<>(NumberProtocol.server(), (request, out) -> {}))) {
            NumberClient client = new NumberClient(transport, silent.endpoint());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.exchange(new NumberRequest("Ada Client", 1)))
                    .isInstanceOf(InterruptedIOException.class);
            // Cleared for later tests in this thread.
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
