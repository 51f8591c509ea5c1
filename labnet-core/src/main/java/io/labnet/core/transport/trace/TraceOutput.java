// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.session.Peer;
import org.jspecify.annotations.Nullable;

/** Decides which connections are traced, and where their transcripts go. Called by several threads at the same time. */
@FunctionalInterface
public interface TraceOutput {
    /**
     * Returns the listener of a new connection.
     *
     * @param peer the other end, with the number of the connection, counted from 1
     * @return receives the transcript; {@code null} if this connection is not traced
     */
    @Nullable
    TranscriptListener connected(Peer peer);
}
