// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A running server. It keeps the JVM alive until it has stopped. All methods may be called by any thread.
 */
public interface Server extends AutoCloseable {
    /** How long {@link #close} lets replies under way finish. */
    Duration CLOSE_DRAIN = Duration.ofSeconds(5);

    /**
     * Tells where this server listens.
     *
     * @return the endpoint, with the port that was taken if port 0 was asked for
     */
    Endpoint endpoint();

    /**
     * Stops: nothing more is accepted from now on, idle connections are closed in order, replies under way are finished,
     * then their connections are closed too. A message of which a part has come is read to its end and answered; where
     * it does not end in time, {@link ServerListener#dropped} is told. Returns at once, so that a session may call it; its
     * own reply is finished like any other. A second call changes nothing.
     *
     * @param drain how long messages and replies may take to finish; what is not finished then is reset. Not negative
     * @return completed when everything is closed, or failed, the same as {@link #stopped}
     * @throws IllegalArgumentException if the duration is negative
     */
    CompletionStage<Void> stop(Duration drain);

    /**
     * Tells when this server has stopped.
     *
     * @return completed when it has been stopped and everything is closed; failed, by what went wrong, when it had to
     *     stop because one of its threads could not go on
     */
    CompletionStage<Void> stopped();

    /**
     * Stops and waits until everything is closed, whether or not the server had failed, {@link #CLOSE_DRAIN} at most
     * for replies under way. After a {@link #stop} it waits for that one, however long its replies may take.
     *
     * <p>Called by a thread that drives this server's conversations, it doesn't wait. Called by slow work, it does: and
     * as the server lets that finish first, it waits until the drain time is over and the work is interrupted. A session
     * that stops its own server calls {@link #stop}.
     */
    @Override
    void close();
}
