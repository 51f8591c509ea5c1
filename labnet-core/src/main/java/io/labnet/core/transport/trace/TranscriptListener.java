// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.ProtocolException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of one connection in their order, from one thread at a time. The methods must return quickly,
 * because the conversation waits for them; they should throw nothing. All methods do nothing by default.
 */
public interface TranscriptListener {
    /**
     * The client has connected.
     *
     * @param time when
     * @param client the address of the client, or a word if it is not known
     * @param server the address of the server, or a word if it is not known
     */
    default void opened(Instant time, String client, String server) {}

    /**
     * A side has sent bytes.
     *
     * @param time when
     * @param sender the side that sent them
     * @param bytes the bytes, at least one; must not be changed
     * @param entries the messages that these bytes have completed, and what was refused; possibly none
     */
    default void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {}

    /**
     * A side has sent nothing for a while, or has ended its output, and this has completed messages.
     *
     * @param time when
     * @param sender the side
     * @param entries the messages, at least one, and what was refused
     */
    default void completed(Instant time, Side sender, List<Entry> entries) {}

    /**
     * A side has ended its output.
     *
     * @param time when
     * @param sender the side
     * @param breach the rule that it broke by ending now; {@code null} if it broke none
     */
    default void ended(Instant time, Side sender, @Nullable ProtocolException breach) {}

    /**
     * Something else has happened, such as a timeout.
     *
     * @param time when
     * @param side the side that did it
     * @param what the event, as the rest of a sentence that begins with the side
     */
    default void noted(Instant time, Side side, String what) {}

    /**
     * The connection is closed; the last call.
     *
     * @param time when
     * @param breaker the side that broke the connection; {@code null} if neither did, or it is not known which
     * @param broken how the connection broke; {@code null} if both sides ended their output, or closed in order
     */
    default void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {}

    /**
     * Returns a listener that passes each event to this listener and then to another one.
     *
     * @param next the other listener
     * @return a listener for the same connection
     */
    default TranscriptListener andThen(TranscriptListener next) {
        return new TwoListeners(this, next);
    }
}
