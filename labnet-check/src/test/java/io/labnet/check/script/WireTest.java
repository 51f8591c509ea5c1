// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.check.suite.Suites;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WireTest {
    private static final int MORE_THAN_BUFFERS_HOLD = 64 << 20;

    @Test
    void programThatDoesNotRead_isNotAwaitedForEver() throws IOException {
        Transcript transcript = new Transcript(
                Suites.find("crds", Side.SERVER).orElseThrow().dialogue(),
                Clock.systemUTC(),
                new TranscriptText("", false, 1, lines -> {}));
        try (ServerSocket program = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection = new TcpTransport().connect(Endpoint.loopback(program.getLocalPort()))) {
            Wire wire = new Wire(connection, transcript, Side.CLIENT, Duration.ofMillis(50));
            assertThatThrownBy(() -> wire.send(new byte[MORE_THAN_BUFFERS_HOLD], Delivery.WHOLE))
                    .isInstanceOf(Mismatch.class)
                    .hasMessage("it did not read all of it within 50 ms");
        }
    }
}
