// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A client's conversation with a server, driven by a thread of the library. Thread-safe. Every wait of the conversation
 * has a timeout, so that it ends on its own.
 */
public interface ClientLink {
    /**
     * Waits until the conversation is over, its session has been notified and the connection is closed.
     *
     * @throws java.net.SocketTimeoutException if the peer read none of the output for too long
     * @throws java.io.InterruptedIOException if this thread is interrupted; then the connection is reset, and the
     *     thread stays interrupted
     * @throws IOException if the connection broke before the session had ended the conversation and all output was
     *     written
     * @throws IllegalStateException if called by the thread that drives the conversation, which would wait for itself
     * @throws RuntimeException if the session threw it; the same holds for errors
     */
    void awaitEnd() throws IOException;

    /**
     * Returns a stage that completes when the conversation is over.
     *
     * @return completes with {@code null}, or exceptionally with what {@link #awaitEnd} would throw
     */
    CompletionStage<Void> ended();

    /**
     * Returns whether the current thread is the one that drives this conversation and those of all other clients of
     * this process. That thread must not wait for any of them. It is a daemon thread.
     *
     * @return whether the current thread drives this conversation
     */
    boolean isDriver();

    /**
     * Resets the connection, which ends the conversation at once, as if the connection had broken. Has no effect when
     * the conversation is over.
     */
    void abort();
}
