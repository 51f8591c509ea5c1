// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.Bounds;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that limit what a server's clients may use: time, connections and memory. */
final class LimitOptions {
    static final String IDLE = "--idle";
    static final String MESSAGE_DEADLINE = "--message-deadline";

    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int MAX_BUFFERED = 1_000_000;
    private static final long MEBIBYTE = 1024 * 1024;

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

    @Bounds(min = 1, max = MAX_CONNECTIONS)
    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "the maximum number of connections (default: ${DEFAULT-VALUE})")
    private int maxConnections = ServerOptions.defaults().maxConnections();

    @Bounds(min = 1, max = MAX_CONNECTIONS)
    @Option(
            names = "--max-connections-per-host",
            paramLabel = "N",
            description = "the maximum number of connections from one address (default: ${DEFAULT-VALUE})")
    private int maxConnectionsPerHost = ServerOptions.defaults().maxConnectionsPerHost();

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

    Duration idle() {
        return Duration.ofSeconds(idle);
    }

    /** Returns the defaults with the limits of the command line. */
    ServerOptions over(ServerOptions defaults) {
        return defaults.withIdle(idle())
                .withMessageDeadline(messageDeadline == null ? null : Duration.ofSeconds(messageDeadline))
                .withMaxConnections(maxConnections)
                .withMaxConnectionsPerHost(maxConnectionsPerHost)
                .withBufferBudget(maxBuffered * MEBIBYTE);
    }
}
