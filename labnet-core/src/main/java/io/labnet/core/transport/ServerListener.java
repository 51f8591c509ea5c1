// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.engine.GuardedListener;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listener for the events of a server, for logs, metrics and consoles. The threads that drive the conversations call
 * the listener, so it must be quick and thread-safe. Exceptions that a listener throws are logged and otherwise
 * ignored.
 *
 * <p>{@link Peer#connection} is the number of the connection in every call about an accepted connection. It is 0 in
 * {@link #refused}, because a refused connection has no conversation, and in all calls of a datagram server.
 *
 * <p>{@link #received}, {@link #sent}, {@link #decoded}, {@link #replied} and {@link #ended} are called only about
 * connections that are measured, because {@link #measures} returned {@code true}, or another listener measures them: one
 * that was joined by {@link #andThen}, or the Flight Recorder of the JDK. About other connections, the server keeps no
 * counts and no times.
 */
public interface ServerListener {
    /** A listener that ignores all events and logs nothing. */
    ServerListener SILENT = new ServerListener() {};

    /**
     * Returns a listener that passes all events first to this listener and then to another. If one of them throws, the
     * exception is logged, and the other is called nevertheless.
     *
     * @param next the other listener
     * @return a listener that measures a connection if either listener does. A listener that does not measure a
     *     connection may then receive the calls about its measurements
     */
    default ServerListener andThen(ServerListener next) {
        return new GuardedListener(this, Objects.requireNonNull(next, "next"));
    }

    /**
     * Returns whether the server measures a connection for this listener. Called once for each accepted connection,
     * before {@link #accepted}.
     *
     * @param peer the client
     * @return {@code false} by default
     */
    default boolean measures(Peer peer) {
        return false;
    }

    /**
     * Called when a connection is accepted and its conversation begins. If the connection comes through a
     * {@linkplain ServerOptions#proxies balancer}, this is when the header has named the client; until then, the peer in
     * {@link #rejected}, {@link #timedOut} and {@link #dropped} is the balancer, and {@link #closed} is not called.
     *
     * @param peer the client
     */
    default void accepted(Peer peer) {}

    /**
     * Called when a new connection is closed immediately because a limit was reached or its address is denied.
     *
     * @param peer the client
     * @param limit a description of the limit, or of the denial
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
     * Called when bytes of a measured connection, or a datagram, were received.
     *
     * @param peer the sender
     * @param bytes the number of bytes; at least 1, or 0 for an empty datagram
     */
    default void received(Peer peer, int bytes) {}

    /**
     * Called when bytes of a measured connection, or a datagram, were passed to the operating system.
     *
     * @param peer the recipient
     * @param bytes the number of bytes; at least 1, or 0 for an empty datagram
     */
    default void sent(Peer peer, int bytes) {}

    /**
     * Called when a message of a measured connection, or a datagram, was decoded, before its session receives it.
     * {@link #served} counts the same messages later.
     *
     * @param peer the sender
     * @param message the message; it may be mutable or contain secrets, so it must neither be changed nor retained
     */
    default void decoded(Peer peer, Object message) {}

    /**
     * Called when the reply to a request of a measured connection was sent. The time runs from the read of the
     * request's last byte to the write of the reply's last byte; it includes
     * {@linkplain io.labnet.core.session.Outbox#work slow work}. Requests that arrive before that write are measured
     * together, from the arrival of the first. Requests without a reply are not measured, nor are those to which a
     * session replies later, from another thread or a timer.
     *
     * @param peer the client
     * @param requests the number of requests that were measured together, at least 1
     * @param nanos the time in nanoseconds, 0 or more
     */
    default void replied(Peer peer, int requests, long nanos) {}

    /**
     * Called just before {@link #closed} if the connection was measured.
     *
     * @param peer the peer
     * @param totals the totals of the connection
     */
    default void ended(Peer peer, ConnectionTotals totals) {}

    /**
     * Called when an accepted connection is closed, once for each call of {@link #accepted}.
     *
     * @param peer the peer
     * @param cause why the connection was closed or broke; {@code null} if it was closed in order
     */
    default void closed(Peer peer, @Nullable Throwable cause) {}

    /** Called once, when the server begins to stop: it accepts no further connections, and lets conversations finish. */
    default void stopping() {}
}
