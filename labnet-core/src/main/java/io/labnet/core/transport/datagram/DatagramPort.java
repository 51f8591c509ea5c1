// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A port that sends and receives datagrams, with methods that block: for clients, and for tests of a server. Any number of
 * threads may send while one receives; a second that receives waits for its turn, but not longer than its timeout. {@link
 * #close} may be called by any thread and unblocks them.
 *
 * <p>Datagrams arrive whole or not at all. They may be lost, above all when a port does not receive as fast as others
 * send, and a network may duplicate them and change their order.
 */
public interface DatagramPort extends Closeable {
    /**
     * Tells where others reach this port.
     *
     * @return its address, as it was given, and its port, which is not 0
     */
    Endpoint endpoint();

    /**
     * Sends a datagram, and waits until there is room for it.
     *
     * @param datagram its bytes, possibly none; all are sent, and the position moves to the limit
     * @param to the recipient; a host name is looked up
     * @throws IllegalArgumentException if it has more than {@link DatagramTransport#MAX_BYTES}
     * @throws java.net.UnknownHostException if the host is not found
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for room; it stays interrupted
     * @throws IOException if the port is closed, or the network can't take the datagram
     */
    void send(ByteBuffer datagram, Endpoint to) throws IOException;

    /**
     * Sends a datagram to somebody who has sent one. By default this is to send it to an endpoint: a transport that looks
     * up the host of an endpoint does not do so here.
     *
     * @param datagram its bytes, as said at {@link #send(ByteBuffer, Endpoint)}
     * @param to the recipient; its host is an address, never looked up in the DNS
     * @throws IllegalArgumentException if it has more than {@link DatagramTransport#MAX_BYTES}, or the transport has no
     *     such address
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for room; it stays interrupted
     * @throws IOException if the port is closed, or the network can't take the datagram
     */
    default void send(ByteBuffer datagram, Peer to) throws IOException {
        send(datagram, new Endpoint(to.host(), to.port()));
    }

    /**
     * Waits for a datagram.
     *
     * @param into takes its bytes, possibly none; what does not fit is lost, so that whoever must know offers room for
     *     one byte more than expected
     * @param timeout how long to wait; zero takes only what is there already
     * @return who sent it; programs that share a port on one machine look alike
     * @throws java.net.SocketTimeoutException if nothing arrives in time; the port stays usable
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted, the port usable
     * @throws IOException if the port is closed
     * @throws IllegalArgumentException if {@code into} is full or read-only, or the timeout negative
     */
    Peer receive(ByteBuffer into, Duration timeout) throws IOException;

    /**
     * Waits for a datagram for as long as it takes.
     *
     * @param into takes its bytes, as said at {@link #receive(ByteBuffer, Duration)}
     * @return who sent it
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted, the port usable
     * @throws IOException if the port is closed
     * @throws IllegalArgumentException if {@code into} is full or read-only
     */
    default Peer receive(ByteBuffer into) throws IOException {
        return receive(into, Durations.LONGEST);
    }

    /** Closes the port. What had arrived and was not received is lost. Without effect when it was closed before. */
    @Override
    void close();
}
