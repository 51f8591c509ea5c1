// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;

/**
 * The settings of a client connection. Immutable: each {@code with} method returns a changed copy.
 *
 * <p>The default read timeout is longer than the servers' default idle timeout, so that a client receives the last
 * message of a server that closes an idle connection. The default quiet time is the same as that of
 * {@link ServerOptions#quiet}.
 */
public final class ConnectOptions {
    private static final ConnectOptions DEFAULTS = new ConnectOptions(
            Duration.ofSeconds(10), Protocol.outlasting(Protocol.DEFAULT_IDLE), Duration.ofMillis(50));

    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration quiet;

    private ConnectOptions(Duration connectTimeout, Duration readTimeout, Duration quiet) {
        this.connectTimeout = Durations.positive("connectTimeout", connectTimeout);
        this.readTimeout = Durations.positive("readTimeout", readTimeout);
        this.quiet = Durations.positive("quiet", quiet);
    }

    /**
     * Returns the default options.
     *
     * @return 10 seconds to connect, 75 seconds to read, 50 milliseconds of quiet
     */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the connect timeout.
     *
     * @return a positive duration
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * Returns how long a read waits for input.
     *
     * @return a positive duration
     */
    public Duration readTimeout() {
        return readTimeout;
    }

    /**
     * Returns how long the peer must be quiet after a burst of bytes for a pause to be reported.
     *
     * @return a positive duration
     */
    public Duration quiet() {
        return quiet;
    }

    /**
     * Sets the connect timeout.
     *
     * @param connectTimeout at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter than that
     */
    public ConnectOptions withConnectTimeout(Duration connectTimeout) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }

    /**
     * Sets how long a read waits for input.
     *
     * @param readTimeout at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter than that
     */
    public ConnectOptions withReadTimeout(Duration readTimeout) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }

    /**
     * Sets how long the peer must be quiet for a pause to be reported.
     *
     * @param quiet at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter than that
     */
    public ConnectOptions withQuiet(Duration quiet) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }
}
