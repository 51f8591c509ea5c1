// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A listener for the events of a server, for logs, metrics and consoles. The threads that drive the conversations call
 * the listener, so it must be quick and thread-safe. Exceptions that a listener throws are logged and otherwise
 * ignored.
 */
public interface ServerListener {
    /** A listener that ignores all events and logs nothing. */
    ServerListener SILENT = new ServerListener() {};

    /**
     * Called when a connection is accepted and its conversation begins.
     *
     * @param peer the client
     */
    default void accepted(Peer peer) {}

    /**
     * Called when a new connection is closed immediately because a limit was reached.
     *
     * @param peer the client
     * @param limit a description of the limit
     */
    default void refused(Peer peer, String limit) {}

    /**
     * Called after a session has received messages.
     *
     * @param peer the sender
     * @param messages the number of messages since the last call, at least 1
     */
    default void served(Peer peer, long messages) {}

    /**
     * Called when a peer sent bytes that are not a valid message. The conversation with this peer ends. A datagram
     * server continues to serve all peers, including this one.
     *
     * @param peer the sender
     * @param problem what was wrong with the bytes
     * @param bytes the beginning of the refused message, at most 64 bytes; if the wrong byte is not among
     *     them, the bytes around it
     */
    default void rejected(Peer peer, ProtocolException problem, byte[] bytes) {}

    /**
     * Called when a peer sent input after the session had finished the conversation; the input is ignored. Called at
     * most once per connection, and not if the input is only white space.
     *
     * @param peer the sender
     * @param answered whether anything was sent to the peer
     * @param beginning the first bytes of that input, at most 64
     */
    default void ignored(Peer peer, boolean answered, byte[] beginning) {}

    /**
     * Called when a timeout expired while the server waited for a peer; the conversation with this peer ends.
     *
     * @param peer the peer
     * @param cause what the server waited for
     * @param after the timeout
     * @param incomplete which message was incomplete and how much of it had arrived, as a clause; {@code null} if no
     *     message was incomplete
     */
    default void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {}

    /**
     * Called when the server stopped before a peer had sent a complete message. The incomplete message is dropped, and
     * the conversation ends.
     *
     * @param peer the sender
     */
    default void dropped(Peer peer) {}

    /**
     * Called when a connection is reset because the buffered bytes of all connections exceeded
     * {@link ServerOptions#bufferBudget}. Neither {@link #refused} nor {@link #timedOut} is called for this connection.
     *
     * @param peer the peer of this connection: many bytes were buffered for the peer, or it had not read for a long
     *     time
     * @param limit a description of the limit, and the number of bytes buffered for the peer
     */
    default void limitExceeded(Peer peer, String limit) {}

    /**
     * Called when a session, or the server itself, failed with an exception that is not a rejection of input. The
     * affected conversation ends, and the server continues. If the server can't continue, because one of its threads
     * has ended, {@link Server#stopped} fails as well. A datagram server also reports datagrams that could not be sent;
     * in this case, its conversation continues.
     *
     * @param peer the peer of that conversation or datagram; {@code null} if the server failed to accept a connection,
     *     or one of its timers or threads failed
     * @param cause the exception
     */
    default void failed(@Nullable Peer peer, Throwable cause) {}

    /**
     * Called when an accepted connection is closed.
     *
     * @param peer the peer
     * @param cause why the connection was closed or broke; {@code null} if it was closed in order
     */
    default void closed(Peer peer, @Nullable Throwable cause) {}
}
