// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingCrdsListenerTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);

    private final List<String> lines = new ArrayList<>();
    private final LoggingCrdsListener listener = new LoggingCrdsListener(new LineLogger());

    @Test
    void refusals_areLoggedWithTheirReasonAndCounted() {
        listener.roomRefused(PEER, new MakeRoom("a\u001b[2J", "239.0.0.1", "0"), RoomRefusal.PORT_OUT_OF_RANGE);

        assertThat(lines)
                .containsExactly(
                        "WARNING 127.0.0.1:48528 requested room \"a\\x1b[2J: 239.0.0.1:0\": refused because its port"
                                + " lies outside 1 to 65535 (crds-3.4); refusals for this reason: 1");
    }

    @Test
    void manyRefusals_areCountedAndTheirLinesLimited() {
        for (int i = 0; i < 100_000; i++) {
            listener.roomRefused(
                    PEER, new MakeRoom("a".repeat(255), "a".repeat(255), ""), RoomRefusal.PORT_OUT_OF_RANGE);
        }

        // Twenty immediately, and ten per second, for at most a minute.
        assertThat(lines).hasSizeBetween(20, 20 + 10 * 60).allMatch(line -> line.length() < 250);
        assertThat(listener.counts()).isEqualTo(Map.of(RoomRefusal.PORT_OUT_OF_RANGE, 100_000L));
    }

    @Test
    void names_areEscaped() {
        listener.roomRefused(PEER, new MakeRoom("a\u2028b\u2029c\u202ed\u2066e\udc80", "", ""), RoomRefusal.NAME_TAKEN);

        assertThat(lines).last().asString().contains("room \"a\\u2028b\\u2029c\\u202ed\\u2066e\\x80: :\":");
    }

    @Test
    void failures_haveAStackTraceOnlyAtDebug() {
        listener.directoryFailed(PEER, new IOException("the disk is gone"));

        assertThat(lines)
                .containsExactly(
                        "WARNING the directory failed for 127.0.0.1:48528: the disk is gone",
                        "DEBUG the directory failed for 127.0.0.1:48528, thrown: the disk is gone");
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
            lines.add(level + " " + message + (thrown == null ? "" : ", thrown: " + thrown.getMessage()));
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            lines.add(level + " " + (params == null ? format : MessageFormat.format(format, params)));
        }
    }
}
