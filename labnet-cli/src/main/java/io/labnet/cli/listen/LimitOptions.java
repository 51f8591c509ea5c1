// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.Bounds;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that limit what a server's clients may use: time, connections and memory. */
final class LimitOptions {
    static final String IDLE = "--idle";
    static final String MESSAGE_DEADLINE = "--message-deadline";
    private static final String PER_HOST = "--max-connections-per-host";
    private static final String CONNECTION_RATE = "--connection-rate";
    private static final String MINIMUM_RATE = "--minimum-rate";

    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int MAX_BUFFERED = 1_000_000;
    private static final int MAX_RATE = 1_000_000_000;
    private static final long MEBIBYTE = 1024 * 1024;

    private static final long STRICT_IDLE = 30;
    private static final long STRICT_MESSAGE_DEADLINE = 10;
    private static final int STRICT_PER_HOST = 100;
    private static final int STRICT_CONNECTION_RATE = 20;
    private static final int STRICT_MINIMUM_RATE = 1000;

    @Bounds(min = 1, max = 86_400, unit = "s")
    @Option(
            names = IDLE,
            paramLabel = "SECONDS",
            description = "close a connection after this many seconds of silence (default: ${DEFAULT-VALUE} s)")
    private long idle;

    @Bounds(min = 1, max = 86_400, unit = "s")
    @Option(
            names = MESSAGE_DEADLINE,
            paramLabel = "SECONDS",
            description = "close a connection if a message is incomplete this many seconds after its first byte"
                    + " (default: that of the protocol, 10 to 30 s)")
    private @Nullable Long messageDeadline;

    @Bounds(min = 0, max = MAX_RATE)
    @Option(
            names = MINIMUM_RATE,
            paramLabel = "BYTES",
            description = "close a connection if an incomplete message takes longer than 5 s and comes more slowly than"
                    + " this many bytes per second (default: 0, any rate)")
    private int minimumRate;

    @Bounds(min = 1, max = MAX_CONNECTIONS)
    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "the maximum number of connections (default: ${DEFAULT-VALUE})")
    private int maxConnections = ServerOptions.defaults().maxConnections();

    @Bounds(min = 1, max = MAX_CONNECTIONS)
    @Option(
            names = PER_HOST,
            paramLabel = "N",
            description = "the maximum number of connections from one address (default: ${DEFAULT-VALUE}, because a"
                    + " whole class may share an address)")
    private int maxConnectionsPerHost = ServerOptions.defaults().maxConnectionsPerHost();

    @Bounds(min = 1, max = MAX_RATE)
    @Option(
            names = CONNECTION_RATE,
            paramLabel = "N",
            description = "the maximum number of new connections per second from one address, after a burst of as many"
                    + " as it may hold (default: ${DEFAULT-VALUE})")
    private int connectionRate = ServerOptions.defaults().connectionRate();

    @Option(
            names = "--strict-limits",
            description = "limits for the open internet, unless the options themselves are given: " + PER_HOST + "="
                    + STRICT_PER_HOST + " " + CONNECTION_RATE + "=" + STRICT_CONNECTION_RATE + " " + IDLE + "="
                    + STRICT_IDLE + " " + MESSAGE_DEADLINE + "=" + STRICT_MESSAGE_DEADLINE + " " + MINIMUM_RATE + "="
                    + STRICT_MINIMUM_RATE)
    private boolean strict;

    @Bounds(min = 1, max = MAX_BUFFERED)
    @Option(
            names = "--max-buffered",
            paramLabel = "MIB",
            description = "the memory limit, in MiB, for unread replies and incomplete requests; above it, the server"
                    + " resets connections that fill large buffers and read nothing (default: ${DEFAULT-VALUE}, a quarter"
                    + " of the heap)")
    private long maxBuffered = Math.max(1, ServerOptions.defaults().bufferBudget() / MEBIBYTE);

    /** Sets the idle timeout that applies without {@code --idle}, at least a second. */
    void defaultIdle(Duration timeout) {
        idle = timeout.toSeconds();
    }

    /**
     * Replaces the defaults by those of {@code --strict-limits}, if it is given. Called once, when the command line has
     * been read.
     *
     * @param isGiven returns whether the command line contains an option
     */
    void applyPreset(Predicate<String> isGiven) {
        if (!strict) {
            return;
        }
        idle = isGiven.test(IDLE) ? idle : STRICT_IDLE;
        messageDeadline = isGiven.test(MESSAGE_DEADLINE) ? messageDeadline : Long.valueOf(STRICT_MESSAGE_DEADLINE);
        minimumRate = isGiven.test(MINIMUM_RATE) ? minimumRate : STRICT_MINIMUM_RATE;
        maxConnectionsPerHost = isGiven.test(PER_HOST) ? maxConnectionsPerHost : STRICT_PER_HOST;
        connectionRate = isGiven.test(CONNECTION_RATE) ? connectionRate : STRICT_CONNECTION_RATE;
    }

    Duration idle() {
        return Duration.ofSeconds(idle);
    }

    /** Returns the defaults with the limits of the command line. */
    ServerOptions over(ServerOptions defaults) {
        return defaults.withIdle(idle())
                .withMessageDeadline(messageDeadline == null ? null : Duration.ofSeconds(messageDeadline))
                .withMinimumRate(minimumRate)
                .withMaxConnections(maxConnections)
                .withMaxConnectionsPerHost(maxConnectionsPerHost)
                .withConnectionRate(connectionRate)
                .withBufferBudget(maxBuffered * MEBIBYTE);
    }
}
