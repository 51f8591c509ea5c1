// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingListenerTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);

    private final Notes notes = new Notes();
    private final LoggingListener listener =
            new LoggingListener(notes, "--idle", "--deadline", "--keep-open answers further requests");

    @Test
    void refusals_ofOneAddress_areLimited() {
        for (int i = 0; i < 10_000; i++) {
            listener.refused(PEER, "limit");
            listener.rejected(PEER, new ProtocolException(Reason.MALFORMED, 0, "broken"), new byte[] {1});
            listener.timedOut(PEER, TimeoutCause.SILENCE, Duration.ofSeconds(1), null);
            listener.failed(PEER, new IOException("broken"));
        }
        // A burst of twenty, ten per second while this loop runs, and the traces at debug level.
        assertThat(notes.entries.stream().filter(entry -> entry.startsWith("WARNING")))
                .hasSizeBetween(20, 1000);
    }

    @Test
    void rejected_logsReasonOffsetAndBytes() {
        ProtocolException problem = new ProtocolException(Reason.MALFORMED, 3, "no such command: \u001b[2J\u202e");
        listener.rejected(PEER, problem, new byte[] {'g', 'm', 'a', 7});

        assertThat(notes.entries)
                .containsExactly("WARNING 127.0.0.1:48528 rejected: MALFORMED at offset 3: no such command:"
                        + " \\x1b[2J\\u202e; received: 67 6d 61 07");
    }

    @Test
    void lines_haveTheNumberOfTheConnection() {
        listener.limitExceeded(new Peer("::1", 48528, 17), "the budget is used up");

        assertThat(notes.entries).containsExactly("WARNING [::1]:48528 (connection 17) reset: the budget is used up");
    }

    @Test
    void rejected_longMessage_isTruncated() {
        listener.rejected(PEER, new ProtocolException(Reason.MALFORMED, 0, "x".repeat(100_000)), new byte[64]);

        assertThat(notes.entries)
                .singleElement()
                .asString()
                .hasSizeLessThan(1000)
                .contains("xxx... (99400 more); received: 00 00");
    }

    @Test
    void ignored_namesSettingThatKeepsConnectionsOpen() {
        listener.ignored(PEER, true, "1803934GMA".getBytes(StandardCharsets.US_ASCII));
        listener.ignored(PEER, false, "1803934GMA".getBytes(StandardCharsets.US_ASCII));

        assertThat(notes.entries)
                .containsExactly(
                        "WARNING 127.0.0.1:48528 closed after the reply; --keep-open answers further requests;"
                                + " later input was ignored: '1803934GMA'",
                        "WARNING 127.0.0.1:48528 closed without a reply; later input was ignored: '1803934GMA'");
    }

    @Test
    void timedOut_namesLimitAndSetting() {
        listener.timedOut(PEER, TimeoutCause.SILENCE, Duration.ofSeconds(30), null);
        listener.timedOut(PEER, TimeoutCause.INCOMPLETE_MESSAGE, Duration.ofMillis(500), null);
        listener.timedOut(
                PEER, TimeoutCause.INCOMPLETE_MESSAGE, Duration.ofSeconds(2), "it stopped after 6 bytes of a request");
        listener.timedOut(
                PEER, TimeoutCause.SLOW_MESSAGE, Duration.ofSeconds(8), "it stopped after 6 bytes of a request");
        listener.timedOut(PEER, TimeoutCause.UNREAD_OUTPUT, Duration.ofSeconds(30), null);

        assertThat(notes.entries)
                .containsExactly(
                        "WARNING 127.0.0.1:48528 closed: it sent no message for 30 s, the idle limit (--idle)",
                        "WARNING 127.0.0.1:48528 closed: its message was incomplete, and the rest did not come"
                                + " within 500 ms, the message deadline (--deadline)",
                        "WARNING 127.0.0.1:48528 closed: it stopped after 6 bytes of a request, and the rest did not come"
                                + " within 2 s, the message deadline (--deadline)",
                        "WARNING 127.0.0.1:48528 closed: it stopped after 6 bytes of a request, and after 8 s it was"
                                + " below the minimum rate",
                        "WARNING 127.0.0.1:48528 closed: it read no output for 30 s, the limit for unread output");
    }

    @Test
    void failed_logsTraceOfBugAndOneLineOfIoError() {
        listener.failed(null, new IOException("Too many open files"));
        listener.failed(null, new SSLException("the changed TLS files are not used"));
        listener.failed(PEER, new IllegalStateException("a bug"));
        listener.failed(null, new IllegalStateException("a bug"));

        assertThat(notes.entries)
                .containsExactly(
                        "WARNING accepting failed: java.io.IOException: Too many open files",
                        "DEBUG accepting failed with trace",
                        "WARNING TLS: the changed TLS files are not used",
                        "DEBUG TLS with trace",
                        "WARNING 127.0.0.1:48528 failed with trace",
                        "WARNING the server failed with trace");
    }

    @Test
    void dropped_isLogged() {
        listener.dropped(new Peer("peer", 1));
        assertThat(notes.entries)
                .containsExactly(
                        "WARNING peer:1 had sent only a part of a message when the server stopped; the part was dropped");
    }

    @Test
    void limitExceeded_isLoggedWithTheLimit() {
        listener.limitExceeded(PEER, "the budget of 4 MiB for buffers is used up");

        assertThat(notes.entries)
                .containsExactly("WARNING 127.0.0.1:48528 reset: the budget of 4 MiB for buffers is used up");
    }

    /** Records log messages. */
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
            entries.add(level + " " + message + (thrown == null ? "" : " with trace"));
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
            entries.add(level + " " + (parameters == null ? format : MessageFormat.format(format, parameters)));
        }
    }
}
