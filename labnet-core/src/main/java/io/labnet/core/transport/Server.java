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
     * Stops the server. The server accepts no more connections, closes idle connections in order, and closes the others
     * after their replies are finished. The server reads an incomplete message to its end and answers it; if the end of
     * the message does not arrive in time, {@link ServerListener#dropped} is called. This method does not wait, so that
     * a session may call it; the session's own reply is finished like any other. A second call has no effect.
     *
     * @param drain the drain time: how long messages and replies may take to finish, not negative. Connections that are
     *     not finished after this time are reset
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
     * have {@link #CLOSE_DRAIN} to finish or, if {@link #stop} was called before, the drain time of that call.
     *
     * <p>If a thread that drives this server's conversations calls this method, the method does not wait. If
     * {@linkplain io.labnet.core.session.Outbox#work slow work} of a session calls this method, the work waits for the
     * server while the server waits for the work, until the drain time is over and the work is interrupted. A session
     * that stops its own server should call {@link #stop} instead.
     */
    @Override
    void close();
}
