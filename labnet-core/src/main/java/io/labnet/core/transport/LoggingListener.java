// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A listener that logs why peers were not served, as warnings to the logger {@code io.labnet.core.transport}. About
 * each address, it logs at most ten lines per second on average and twenty at once. If lines were omitted, it logs
 * their number.
 */
public final class LoggingListener implements ServerListener {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int MAX_CHARS = 600;

    private final Logger logger;
    private final LineLimit limit;
    private final String idleSetting;
    private final String deadlineSetting;
    private final @Nullable String keepOpenAdvice;

    /** Creates a listener whose messages name the settings of {@link ServerOptions}. */
    public LoggingListener() {
        this("ServerOptions.withIdle", "ServerOptions.withMessageDeadline", null);
    }

    /**
     * Creates a listener whose messages name the settings of a program.
     *
     * @param idleSetting the setting of the idle limit, such as {@code --idle}
     * @param deadlineSetting the setting of the message deadline, such as {@code --message-deadline}
     * @param keepOpenAdvice what to log about input that arrives after the reply, such as
     *     {@code --keep-open answers further requests}; {@code null} for nothing
     */
    public LoggingListener(String idleSetting, String deadlineSetting, @Nullable String keepOpenAdvice) {
        this(System.getLogger("io.labnet.core.transport"), idleSetting, deadlineSetting, keepOpenAdvice);
    }

    LoggingListener(Logger logger, String idleSetting, String deadlineSetting, @Nullable String keepOpenAdvice) {
        this.logger = logger;
        this.limit = LineLimit.ofRefusals(counts -> logger.log(Level.WARNING, counts));
        this.idleSetting = Objects.requireNonNull(idleSetting, "idleSetting");
        this.deadlineSetting = Objects.requireNonNull(deadlineSetting, "deadlineSetting");
        this.keepOpenAdvice = keepOpenAdvice;
    }

    @Override
    public void refused(Peer peer, String reached) {
        warn(peer, "refused: " + reached);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
        // The message is escaped because a decoder may quote the input in it.
        String message = EscapedText.of(String.valueOf(problem.getMessage()), MAX_CHARS);
        String what = "rejected: " + problem.reason() + " at offset " + problem.offset() + ": " + message;
        warn(peer, bytes.length == 0 ? what : what + "; received: " + EscapedText.textOrHex(bytes));
    }

    @Override
    public void ignored(Peer peer, boolean answered, byte[] beginning) {
        String closed = answered ? "closed after the reply" : "closed without a reply";
        String advice = answered && keepOpenAdvice != null ? "; " + keepOpenAdvice : "";
        warn(peer, closed + advice + "; later input was ignored: " + EscapedText.textOrHex(beginning));
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        String time = after.compareTo(ONE_SECOND) < 0 ? after.toMillis() + " ms" : after.toSeconds() + " s";
        String part = incomplete == null ? "its message was incomplete" : EscapedText.of(incomplete, MAX_CHARS);
        warn(
                peer,
                "closed: "
                        + switch (cause) {
                            case SILENCE -> "it sent no message for " + time + ", the idle limit (" + idleSetting + ")";
                            case INCOMPLETE_MESSAGE ->
                                part + ", and the rest did not come within " + time + ", the message deadline ("
                                        + deadlineSetting + ")";
                            case SLOW_MESSAGE -> part + ", and after " + time + " it was below the minimum rate";
                            case UNREAD_OUTPUT -> "it read no output for " + time + ", the limit for unread output";
                        });
    }

    /**
     * Logs I/O and memory errors in one line, and their stack traces at debug level. Any other exception is a bug and
     * is logged with its stack trace.
     */
    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        boolean expected = cause instanceof IOException || cause instanceof OutOfMemoryError;
        boolean tls = cause instanceof SSLException && cause.getMessage() != null;
        String accepting = tls ? "TLS" : "accepting failed";
        String server = expected ? accepting : "the server failed";
        String what = peer == null ? server : named(peer) + " failed";
        if (!limit.permits(peer == null ? "the server" : peer.host())) {
            return;
        }
        if (expected) {
            logger.log(
                    Level.WARNING,
                    what + ": " + EscapedText.of(tls ? cause.getMessage() : cause.toString(), MAX_CHARS));
            logger.log(Level.DEBUG, what, cause);
        } else {
            logger.log(Level.WARNING, what, cause);
        }
    }

    @Override
    public void dropped(Peer peer) {
        warn(peer, "had sent only a part of a message when the server stopped; the part was dropped");
    }

    @Override
    public void limitExceeded(Peer peer, String reached) {
        warn(peer, "reset: " + reached);
    }

    private void warn(Peer peer, String line) {
        if (limit.permits(peer.host())) {
            logger.log(Level.WARNING, named(peer) + " " + line);
        }
    }

    private static String named(Peer peer) {
        return peer.connection() == 0 ? peer.toString() : peer + " (connection " + peer.connection() + ")";
    }
}
