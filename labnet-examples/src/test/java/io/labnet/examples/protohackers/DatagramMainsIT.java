// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.examples.CopiedMain;
import io.labnet.examples.CopiedMain.Running;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that speak UDP: copied alone, compiled with the libraries' jars, and asked. */
class DatagramMainsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void unusualDatabase_answers() throws Exception {
        assertThat(answer(UnusualDatabase.class, "version")).isEqualTo("version=labnet unusual database 1.0");
    }

    @Test
    void lineReversal_answers() throws Exception {
        assertThat(answer(LineReversal.class, "/connect/1/")).isEqualTo("/ack/1/0/");
    }

    private String answer(Class<?> main, String request) throws Exception {
        try (Running running = CopiedMain.of(folder, main).run("0");
                DatagramPort client = new UdpTransport().bind(Endpoint.loopback(0))) {
            Endpoint server = Endpoint.loopback(Integer.parseInt(running.awaitPort()));
            client.send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)), server);
            ByteBuffer in = ByteBuffer.allocate(1000);
            assertThat(client.receive(in, PATIENCE)).isEqualTo(new Peer(server.host(), server.port()));
            return StandardCharsets.US_ASCII.decode(in.flip()).toString();
        }
    }
}
