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
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
        listener.lost(PEER, REQUEST, 25);

        assertThat(shown()).isEqualTo("[10.0.0.1:4711] LOST 25: the client of 20200000 is gone\n");
    }

    @Test
    void scoreThatIsNotStored_isShownWithTheReason() {
        listener.notStored(PEER, REQUEST, 50, new IOException("the disk is \u001b[1mfull"));

        assertThat(shown()).isEqualTo("[10.0.0.1:4711] NOT STORED 50 of 20200000: the disk is \\x1b[1mfull\n");
    }

    @Test
    void scoreThatIsNotStored_isOneLineInTheLogWithItsNumberAndTheDetails() {
        assertThat(logOf(listener)).singleElement().satisfies(event -> {
            assertThat(event.getMessage())
                    .isEqualTo("the score 50 of 20200000 is not stored, client 10.0.0.1:4711: ERROR 123456:"
                            + " /srv/scores.db: full");
            assertThat(event.getThrown()).isNull();
        });
        assertThat(shown()).isEqualTo("[10.0.0.1:4711] NOT STORED 50 of 20200000: ERROR 123456\n");
    }

    @Test
    void scoreThatIsNotStored_isLoggedByDefaultAndNotBySilent() {
        XorTask task = new XorTask(XorText.of(new byte[30]), () -> "tree", ScoreRegister.NONE);

        assertThat(logOf(new XorService(task).listener())).hasSize(1);
        assertThat(logOf(XorListener.SILENT)).isEmpty();
    }

    /** What is logged: with nothing else there, the platform's logging goes to {@code java.util.logging}. */
    private static List<LogRecord> logOf(XorListener listener) {
        List<LogRecord> entries = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                entries.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(XorListener.class.getName());
        logger.addHandler(handler);
        try {
            listener.notStored(
                    PEER,
                    REQUEST,
                    50,
                    new ScoreRefusedException("ERROR 123456", new IOException("/srv/scores.db: full")));
        } finally {
            logger.removeHandler(handler);
        }
        return entries;
    }

    private String shown() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
