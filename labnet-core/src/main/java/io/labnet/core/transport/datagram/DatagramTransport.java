// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.LoggingListener;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import java.io.IOException;

/**
 * Opens ports, joins groups and runs servers over one kind of datagrams. To change the transport, a program creates
 * another implementation; the rest of its code stays the same.
 *
 * <p>Implementations are thread-safe.
 */
public interface DatagramTransport {
    /** The largest size of a datagram: 65,535 bytes less the headers of IPv4 and UDP. */
    int MAX_BYTES = DatagramConversation.MAX_BYTES;

    /**
     * Opens a port.
     *
     * @param at the local address and port; port 0 chooses a free one. If this is a group address, the port joins the
     *     group
     * @return the port; the caller must close it
     * @throws IllegalArgumentException if {@code at} is a group address of a kind that the transport does not support;
     *     UDP does not support IPv6 groups, such as {@code ff02::1}
     * @throws java.net.BindException if the port is taken, or no port is free
     * @throws IOException if the port can't be opened for another reason, such as an address that is not on this
     *     machine
     */
    DatagramPort bind(Endpoint at) throws IOException;

    /**
     * Joins a group. When this method has returned, the new member receives every datagram sent to the group. The
     * member also receives the datagrams that it sends to the group, unless the transport documents otherwise. Each
     * call creates a separate member.
     *
     * @param group the address and port of the group; port 0 chooses a port that no group with this address uses on
     *     this machine
     * @return the membership; the caller must close it, which leaves the group
     * @throws IllegalArgumentException if the transport does not support groups of this kind
     * @throws java.net.BindException if the port is taken by a program that does not share it, or no port is free
     * @throws IOException if joining fails for another reason, such as a missing network interface
     */
    Membership join(Endpoint group) throws IOException;

    /**
     * Starts a server that logs problems with a {@link LoggingListener}.
     *
     * @param at the local address and port, as for {@link #serve(Endpoint, DatagramConversation, ServerListener)}
     * @param conversation receives all datagrams that arrive there
     * @return the running server
     * @throws IllegalArgumentException if {@code at} is a group address of a kind that the transport does not support
     * @throws IllegalStateException if the conversation was served before
     * @throws java.net.BindException if the port is taken, or no port is free
     * @throws IOException if the port can't be opened for another reason, such as an address that is not on this
     *     machine
     */
    default Server serve(Endpoint at, DatagramConversation<?, ?> conversation) throws IOException {
        return serve(at, conversation, new LoggingListener());
    }

    /**
     * Starts a server: one thread that runs a conversation with all peers at a port. A client that sends first, in
     * {@link io.labnet.core.session.DatagramSession#opened}, is started in the same way.
     *
     * <p>An invalid datagram does not end the server. The listener is notified of
     * {@linkplain ServerListener#served messages} and of {@linkplain ServerListener#rejected invalid datagrams}.
     * Datagrams that could not be sent, and exceptions of the session, are reported as
     * {@linkplain ServerListener#failed failures}. The methods about connections are not called.
     *
     * <p>{@link Server#stop} lets the session send its last messages and closes the socket immediately; the duration
     * passed to {@code stop} is ignored.
     *
     * @param at the local address and port; port 0 chooses a free one. If this is a group address, the server joins the
     *     group: the session receives the datagrams sent to the group, and can send to the group or to other addresses
     * @param conversation receives all datagrams that arrive there; not opened before. If this method throws, the
     *     conversation can still be served elsewhere, unless it was served before
     * @param listener receives the events of the server
     * @return the running server
     * @throws IllegalArgumentException if {@code at} is a group address of a kind that the transport does not support
     * @throws IllegalStateException if the conversation was served before, by this or another transport
     * @throws java.net.BindException if the port is taken, or no port is free
     * @throws IOException if the port can't be opened for another reason, such as an address that is not on this
     *     machine
     */
    Server serve(Endpoint at, DatagramConversation<?, ?> conversation, ServerListener listener) throws IOException;
}
