// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A client's conversation with a server, driven by a thread of the library. Every wait has a timeout, so that the
 * conversation always ends. Thread-safe.
 */
public interface ClientLink {
    /**
     * Waits until the conversation is over, its session has been notified and the connection is closed.
     *
     * @throws java.net.SocketTimeoutException if the peer read no output within the longer of the read timeout and the
     *     session's idle timeout
     * @throws java.io.InterruptedIOException if this thread is interrupted; the connection is then reset, and the
     *     thread stays interrupted
     * @throws IOException if the connection broke before the session had ended the conversation and all output had been
     *     written
     * @throws IllegalStateException if called by the thread that drives the conversation, which would wait for itself
     * @throws RuntimeException if the session threw it; an {@link Error} is thrown likewise
     */
    void awaitEnd() throws IOException;

    /**
     * Returns a stage that completes when the conversation is over.
     *
     * @return completes with {@code null}, or exceptionally with the exception that {@link #awaitEnd} would throw
     */
    CompletionStage<Void> ended();

    /**
     * Returns whether the current thread drives this conversation. The driver is a daemon thread that drives all client
     * conversations of this process, so the driver must not wait for any of them.
     *
     * @return whether the current thread drives this conversation
     */
    boolean isDriver();

    /**
     * Resets the connection, which ends the conversation immediately, as if the connection had broken. Has no effect
     * after the conversation has ended.
     */
    void abort();
}
