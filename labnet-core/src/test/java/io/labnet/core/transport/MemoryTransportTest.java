// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTransportTest {
    private static final int PORTS = 0x10000 - 49_152;

    private final MemoryTransport transport = new MemoryTransport();

    @Test
    void serve_afterAllPortsWereUsed_findsFreePort() throws IOException {
        try (Server first = serve()) {
            // Each connection takes a port, too, so that the next port is the server's again.
            for (int i = 1; i < PORTS; i++) {
                transport.connect(first.endpoint()).close();
            }
            try (Server second = serve()) {
                assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
                assertThat(second.endpoint().port()).isNotZero();
            }
        }
    }

    @Test
    void flush_clientReadsLate_stillReadsPause() throws IOException {
        RecordingSession separating =
                new RecordingSession().on("opened", send("token"), Outbox::flush, send("key"), Outbox::finish);
        try (Server server = serve(separating);
                Connection client = transport.connect(server.endpoint())) {
            ByteBuffer in = ByteBuffer.allocate(100);
            List<Boundary> boundaries = new ArrayList<>();
            do {
                boundaries.add(client.read(in));
            } while (boundaries.get(boundaries.size() - 1) != Boundary.END);
            assertThat(boundaries).containsExactly(Boundary.MORE, Boundary.PAUSE, Boundary.MORE, Boundary.END);
            assertThat(in.position()).isEqualTo("tokenkey".length());
        }
    }

    private Server serve() throws IOException {
        return serve((line, out) -> {});
    }

    private Server serve(Session<String, String> session) throws IOException {
        return transport.serve(new Endpoint("anywhere", 0), peer -> new Conversation<>(ToyProtocols.LINES, session));
    }
}
