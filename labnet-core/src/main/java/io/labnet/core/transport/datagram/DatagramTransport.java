// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.LoggingListener;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import java.io.IOException;

/**
 * How datagrams travel. To use another transport is to make another object of this type; nothing else changes.
 *
 * <p>All methods may be called by any thread.
 */
public interface DatagramTransport {
    /** The most bytes that a datagram can have: what the headers of UDP and IPv4 leave of 65,535. */
    int MAX_BYTES = DatagramConversation.MAX_BYTES;

    /**
     * Opens a port to send and receive by.
     *
     * @param at the local address and port; port 0 takes a free one. A group address joins that group
     * @return the port; to be closed by the caller
     * @throws IllegalArgumentException if it is the address of a group, and the transport has no such groups: UDP has none
     *     of IPv6, such as {@code ff02::1}
     * @throws java.net.BindException if the port is taken, or none is free
     * @throws IOException if opening fails for another reason, such as an address that is not of this machine
     */
    DatagramPort bind(Endpoint at) throws IOException;

    /**
     * Joins a group. From when this method returns, the new member gets what any member sends, itself included if the
     * transport does not say otherwise. Whoever joins twice is two members.
     *
     * @param group the address and port of the group; port 0 takes one that no group at this address has on this
     *     machine
     * @return the membership; to be closed by the caller, which leaves the group
     * @throws IllegalArgumentException if the transport has no such groups
     * @throws java.net.BindException if the port is taken by a program that does not share it, or none is free
     * @throws IOException if joining fails for another reason, such as a network interface that is not there
     */
    Membership join(Endpoint group) throws IOException;

    /**
     * Runs a conversation at a port, and logs what goes wrong by a {@link LoggingListener}.
     *
     * @param at the local address and port, as said at {@link #serve(Endpoint, DatagramConversation, ServerListener)}
     * @param conversation what is told of all datagrams that arrive there
     * @return the server, which runs
     * @throws IllegalArgumentException if it is the address of a group, and the transport has no such groups
     * @throws IllegalStateException if the conversation was served before
     * @throws java.net.BindException if the port is taken, or none is free
     * @throws IOException if opening fails for another reason, such as an address that is not of this machine
     */
    default Server serve(Endpoint at, DatagramConversation<?, ?> conversation) throws IOException {
        return serve(at, conversation, new LoggingListener());
    }

    /**
     * Runs a conversation at a port: a server, or a client that speaks first when it is {@linkplain
     * io.labnet.core.session.DatagramSession#opened opened}. One thread runs it, whatever the number of peers.
     *
     * <p>No datagram ends the server. The listener is told of datagrams that are {@linkplain ServerListener#served
     * messages} or {@linkplain ServerListener#rejected are not}; and, as {@linkplain ServerListener#failed failures}, of
     * those that could not be sent and of what the session throws. It is told of no connections: there are none.
     *
     * <p>{@link Server#stop} lets the session send its last messages and closes the socket at once, whatever the drain
     * time.
     *
     * @param at the local address and port; port 0 takes a free one. A group address joins that group: the session
     *     receives what is sent to the group, and sends to the group or to others
     * @param conversation what is told of all datagrams that arrive there; not opened before. If this method throws
     *     another exception, it can be served elsewhere
     * @param listener what is told of failures
     * @return the server, which runs
     * @throws IllegalArgumentException if it is the address of a group, and the transport has no such groups
     * @throws IllegalStateException if the conversation was served before, by whichever transport
     * @throws java.net.BindException if the port is taken, or none is free
     * @throws IOException if opening fails for another reason, such as an address that is not of this machine
     */
    Server serve(Endpoint at, DatagramConversation<?, ?> conversation, ServerListener listener) throws IOException;
}
