// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingListenerTest {
    private final Notes notes = new Notes();
    private final LoggingListener listener = new LoggingListener(notes);

    @Test
    void refusals_areLoggedLessAndLessOften() {
        for (int i = 0; i < 10; i++) {
            listener.refused(new Peer("peer", 1), "limit");
        }
        assertThat(notes.entries)
                .containsExactly(
                        "WARNING peer:1 refused: limit; refused so far: 1",
                        "WARNING peer:1 refused: limit; refused so far: 2",
                        "WARNING peer:1 refused: limit; refused so far: 4",
                        "WARNING peer:1 refused: limit; refused so far: 8");
    }

    /** Keeps what is logged. */
    private static final class Notes implements System.Logger {
        final List<String> entries = new ArrayList<>();

        @Override
        public String getName() {
            return "notes";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            entries.add(level + " " + message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
            entries.add(level + " " + MessageFormat.format(format, parameters));
        }
    }
}
