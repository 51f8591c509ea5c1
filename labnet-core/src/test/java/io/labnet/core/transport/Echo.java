// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A server that sends back each line without its end, and a client that tries it. */
final class Echo {
    private Echo() {}

    static ByteSession session() {
        return new Conversation<>(ToyProtocols.LINES, (line, out) -> out.send(line));
    }

    static void check(Transport transport, Endpoint server) throws IOException {
        try (Connection client = transport.connect(server)) {
            check(client);
        }
    }

    static void check(Connection client) throws IOException {
        client.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer in = ByteBuffer.allocate("hello".length());
        while (in.hasRemaining()) {
            assertThat(client.read(in)).isNotEqualTo(Boundary.END);
        }
        assertThat(new String(in.array(), StandardCharsets.US_ASCII)).isEqualTo("hello");
    }
}
