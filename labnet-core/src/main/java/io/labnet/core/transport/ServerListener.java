// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens on a server: for logs, counts and consoles. Called by the threads that drive the conversations,
 * so it must be quick and safe for several threads; what it throws is logged and otherwise ignored.
 */
public interface ServerListener {
    /** Does nothing, not even log. */
    ServerListener SILENT = new ServerListener() {};

    /**
     * A connection was accepted, and its conversation begins.
     *
     * @param peer who connected
     */
    default void accepted(Peer peer) {}

    /**
     * A connection was closed at once because a limit was reached.
     *
     * @param peer who tried to connect
     * @param limit which limit, in words
     */
    default void refused(Peer peer, String limit) {}

    /**
     * Messages of a peer have been heard by its session.
     *
     * @param peer who sent them
     * @param messages how many since the last call, at least 1
     */
    default void served(Peer peer, long messages) {}

    /**
     * A peer sent bytes that are no message of its protocol. Its conversation ends; that of a server of datagrams goes on,
     * with this peer as with all others.
     *
     * @param peer who sent them
     * @param problem what was wrong with them
     * @param beginning the first of these bytes that are still known, at most 64
     */
    default void rejected(Peer peer, ProtocolException problem, byte[] beginning) {}

    /**
     * A peer sent more after its session had finished the conversation; nobody hears it. Called once for a connection, and
     * not for white space alone.
     *
     * @param peer who sent it
     * @param answered whether the peer has been sent anything
     * @param beginning its first bytes, at most 64
     */
    default void ignored(Peer peer, boolean answered, byte[] beginning) {}

    /**
     * A peer was waited for until its time was over; its conversation ends.
     *
     * @param peer who was waited for
     * @param cause what for
     * @param after the limit
     */
    default void timedOut(Peer peer, TimeoutCause cause, Duration after) {}

    /**
     * The server was stopped before a peer had sent the whole of a message. What came of it is dropped, and the
     * conversation ends.
     *
     * @param peer who was sending it
     */
    default void dropped(Peer peer) {}

    /**
     * A connection was reset because the bytes that wait on all connections exceeded {@link ServerOptions#bufferBudget}.
     * It is not told as refused or timed out.
     *
     * @param peer whose connection it was: one for which much was held, and that had taken nothing for long
     * @param limit which limit, in words, and how much was held for the peer
     */
    default void cut(Peer peer, String limit) {}

    /**
     * A session, or the server itself, failed by an exception that is nobody's input. The conversation concerned ends,
     * the server goes on. If it can't, because one of its threads has ended, {@link Server#stopped} fails as well. A
     * server of datagrams tells here also of one that could not be sent; its conversation goes on, whatever failed.
     *
     * @param peer whose conversation or datagram it was, {@code null} when accepting or a timer failed, or a thread of the
     *     server did
     * @param cause the exception
     */
    default void failed(@Nullable Peer peer, Throwable cause) {}

    /**
     * A connection that was accepted is gone.
     *
     * @param peer who it was
     * @param cause why, {@code null} when it was closed in order
     */
    default void closed(Peer peer, @Nullable Throwable cause) {}
}
