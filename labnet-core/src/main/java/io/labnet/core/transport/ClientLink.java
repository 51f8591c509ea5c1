// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A conversation that a client has with a server, driven by a thread of the library. Any thread may use this. Whatever
 * a conversation may still wait for has a clock, so that it ends by itself.
 */
public interface ClientLink {
    /**
     * Waits until the conversation is over; then its session has been told so, and the connection is closed.
     *
     * @throws java.net.SocketTimeoutException if the peer took nothing of what was said for too long
     * @throws java.io.InterruptedIOException if this thread is interrupted; then the conversation is ended by a reset,
     *     and the thread stays interrupted
     * @throws IOException if the connection broke before the session had ended the conversation and all that it said
     *     had left
     * @throws IllegalStateException if it is the thread that drives the conversation which calls: it would wait for
     *     itself
     * @throws RuntimeException what the session threw; errors as well
     */
    void awaitEnd() throws IOException;

    /**
     * Tells when the conversation is over.
     *
     * @return done then, with {@code null}, or failed by what {@link #awaitEnd} would throw
     */
    CompletionStage<Void> ended();

    /**
     * Tells whether this is the thread that drives the conversation, and all others of this process's clients: it must
     * not wait for any of them. It keeps no process alive.
     *
     * @return whether the calling thread does
     */
    boolean isDriver();

    /** Ends the conversation at once by a reset of the connection, as if it had broken. Without effect when it is over. */
    void abort();
}
