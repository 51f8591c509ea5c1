// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.TraceTransport;
import io.labnet.core.transport.trace.TranscriptText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The example of docs/trace.md. */
class TraceExampleTest {
    private static final Protocol<String, String> LINES =
            Lines.lf().framing(1_000).protocol("capitals");

    @Test
    void conversation_isWritten() throws IOException {
        MemoryTransport memory = new MemoryTransport();
        List<String> transcript = new CopyOnWriteArrayList<>();
        Transport traced = new TraceTransport(
                memory,
                () -> Dialogue.of(LINES, LINES),
                peer -> new TranscriptText("[" + peer.connection() + "] ", false, 1000, transcript::add));
        try (Server server = memory.serve(
                        Endpoint.loopback(0),
                        peer -> new Conversation<>(LINES, (line, out) -> out.send(line.toUpperCase(Locale.ROOT))));
                MessageConnection<String, String> client =
                        MessageConnection.connect(traced, server.endpoint(), LINES, ConnectOptions.defaults())) {
            assertThat(client.ask("hello")).isEqualTo("HELLO");
        }
        assertThat(transcript)
                .anyMatch(event -> event.contains("client: hello, 6 bytes"))
                .anyMatch(event -> event.contains("server: HELLO, 6 bytes"));
    }
}
