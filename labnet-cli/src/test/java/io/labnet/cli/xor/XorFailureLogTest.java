// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.labnet.core.session.Peer;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.server.ScoreRefusedException;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorListener;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The server's log about a score that could not be stored. */
class XorFailureLogTest {
    private static final Peer PEER = new Peer("10.0.0.1", 4711);
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20_200_000);

    private final XorListener listener =
            XorListener.printing(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void scoreNotStored_isOneLogLineWithNumberAndCause() {
        assertThat(logOf(listener)).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .isEqualTo("the score 50 of 20200000 is not stored, client 10.0.0.1:4711: ERROR 123456:"
                            + " /srv/scores.db: full");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void scoreNotStored_isLoggedExceptBySilent() {
        XorTask task = new XorTask(XorText.of(new byte[30]), () -> "tree", ScoreRegister.NONE);

        assertThat(logOf(new XorService(task).listener())).hasSize(1);
        assertThat(logOf(XorListener.SILENT)).isEmpty();
    }

    private static List<ILoggingEvent> logOf(XorListener listener) {
        Logger logger = (Logger) LoggerFactory.getLogger(XorListener.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            listener.notStored(
                    PEER,
                    REQUEST,
                    50,
                    new ScoreRefusedException("ERROR 123456", new IOException("/srv/scores.db: full")));
        } finally {
            logger.detachAppender(log);
        }
        return log.list;
    }
}
