// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;

/**
 * How a client connects. Immutable: each {@code with} method returns changed options.
 *
 * <p>The read timeout is longer than the default idle time of servers, so that a client is told what they say before they
 * hang up; the quiet time is the one that the
 * servers of the protocols without framing use.
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
     * Gives the default options.
     *
     * @return 10 seconds to connect, 75 seconds to read, 50 milliseconds of quiet
     */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Tells how long connecting may take.
     *
     * @return a positive duration
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * Tells how long a read waits for something to arrive.
     *
     * @return a positive duration
     */
    public Duration readTimeout() {
        return readTimeout;
    }

    /**
     * Tells how long nothing must arrive after a burst of bytes to make a pause.
     *
     * @return a positive duration
     */
    public Duration quiet() {
        return quiet;
    }

    /**
     * Changes how long connecting may take.
     *
     * @param connectTimeout at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter
     */
    public ConnectOptions withConnectTimeout(Duration connectTimeout) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }

    /**
     * Changes how long a read waits.
     *
     * @param readTimeout at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter
     */
    public ConnectOptions withReadTimeout(Duration readTimeout) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }

    /**
     * Changes what counts as a pause.
     *
     * @param quiet at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is shorter
     */
    public ConnectOptions withQuiet(Duration quiet) {
        return new ConnectOptions(connectTimeout, readTimeout, quiet);
    }
}
