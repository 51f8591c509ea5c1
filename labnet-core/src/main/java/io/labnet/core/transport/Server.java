// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A running server. It keeps the JVM alive until it has stopped. Thread-safe. */
public interface Server extends AutoCloseable {
    /** How long {@link #close} waits for unfinished replies. */
    Duration CLOSE_DRAIN = Duration.ofSeconds(5);

    /**
     * Returns the address of this server.
     *
     * @return the endpoint, with the actual port if port 0 was requested
     */
    Endpoint endpoint();

    /**
     * Stops the server. It accepts no more connections, closes idle ones in order, and closes the others after their
     * replies are finished. An incomplete message is read to its end and answered; if it does not end in time, {@link
     * ServerListener#dropped} is called. Returns at once, so that a session may call it; the session's own reply is
     * finished like any other. A second call has no effect.
     *
     * @param drain how long messages and replies may take to finish, not negative; connections that are not finished
     *     then are reset
     * @return the same stage as {@link #stopped}
     * @throws IllegalArgumentException if the duration is negative
     */
    CompletionStage<Void> stop(Duration drain);

    /**
     * Returns a stage that completes when the server has stopped.
     *
     * @return completes when everything is closed; fails with the cause if the server stopped because one of its
     *     threads failed
     */
    CompletionStage<Void> stopped();

    /**
     * Stops the server and waits until everything is closed, whether or not the server had failed. Unfinished replies
     * have at most {@link #CLOSE_DRAIN}, or, after a {@link #stop}, the time given there.
     *
     * <p>A thread that drives this server's conversations does not wait. Slow work does wait: as the server lets the
     * work finish first, it waits until the drain time is over and the work is interrupted. A session that stops its
     * own server should call {@link #stop}.
     */
    @Override
    void close();
}
