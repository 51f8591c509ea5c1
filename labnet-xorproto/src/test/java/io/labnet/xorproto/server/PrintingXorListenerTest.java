// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.xorproto.XorPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintingXorListenerTest {
    private static final Peer PEER = new Peer("10.0.0.1", 4711);
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20_200_000);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final XorListener listener = XorListener.printing(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void start_isShownWithTheTextAndThePort() {
        listener.loaded(XorText.of(new byte[30]));
        listener.listening(Endpoint.loopback(5001));

        assertThat(shown()).isEqualTo("The text has 30 bytes\nServer is listening on port 5001\n");
    }

    @Test
    void lostClient_isShownWithItsScore() {
        listener.clientLost(PEER, REQUEST, 25);

        assertThat(shown()).isEqualTo("[10.0.0.1:4711] LOST 25: the client of 20200000 is gone\n");
    }

    @Test
    void scoreThatIsNotStored_isShownWithTheReason() {
        listener.notStored(PEER, REQUEST, 50, new IOException("the disk is \u001b[1mfull"));

        assertThat(shown()).isEqualTo("[10.0.0.1:4711] NOT STORED 50 of 20200000: the disk is \\x1b[1mfull\n");
    }

    private String shown() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
