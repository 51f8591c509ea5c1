// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XorLogTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);

    private final List<String> entries = new ArrayList<>();
    private final XorLog log = new XorLog(new LineLogger());

    @Test
    void databaseFailure_isOneLineWithTraceAtDebug() {
        log.log(Level.WARNING, PEER, "the score is not stored", new IOException("database is locked"));

        assertThat(entries)
                .containsExactly(
                        "WARNING the score is not stored, client 127.0.0.1:48528: database is locked",
                        "DEBUG the score is not stored with trace");
    }

    @Test
    void databaseMessage_isEscaped() {
        log.log(Level.WARNING, PEER, "the score is not stored", new IOException("\u001b[2J\u202e"));

        assertThat(entries).contains("WARNING the score is not stored, client 127.0.0.1:48528: \\x1b[2J\\u202e");
    }

    @Test
    void bug_isLoggedWithTrace() {
        log.log(Level.ERROR, PEER, "there is no key", new IllegalStateException("on purpose"));

        assertThat(entries).containsExactly("ERROR there is no key, client 127.0.0.1:48528 with trace");
    }

    @Test
    void failures_beyondLimit_areNotLogged() {
        for (int i = 0; i < 100_000; i++) {
            log.log(Level.ERROR, PEER, "there is no key", new IllegalStateException("on purpose"));
        }

        // A burst of 1,000, and 50 per second for at most a minute on a slow machine.
        assertThat(entries).hasSizeBetween(1000, 1000 + 50 * 60);
    }

    private final class LineLogger implements System.Logger {
        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            entries.add(level + " " + message + (thrown == null ? "" : " with trace"));
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            entries.add(level + " " + format);
        }
    }
}
