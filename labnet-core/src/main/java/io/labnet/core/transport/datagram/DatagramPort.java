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
 * A port that sends and receives datagrams, with blocking methods: for clients, and for tests of a server. Any number
 * of threads may send while one receives. A second receiving thread waits until the first has finished, but not longer
 * than its own timeout. Any thread may call {@link #close}, which unblocks all threads that wait.
 *
 * <p>A datagram arrives whole or not at all. Datagrams are lost mainly when others send faster than a port receives. A
 * network may also duplicate and reorder them.
 */
public interface DatagramPort extends Closeable {
    /**
     * Returns the address that others send to.
     *
     * @return the address as it was given, but with the actual port if port 0 was requested
     */
    Endpoint endpoint();

    /**
     * Sends a datagram, waiting for space in the send buffer if necessary.
     *
     * @param datagram the bytes, possibly none; the position moves to the limit
     * @param to the recipient; a host name is looked up
     * @throws IllegalArgumentException if the datagram has more than {@link DatagramTransport#MAX_BYTES}
     * @throws java.net.UnknownHostException if the host is not found
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for space; the thread stays
     *     interrupted
     * @throws IOException if the port is closed, or the network rejects the datagram
     */
    void send(ByteBuffer datagram, Endpoint to) throws IOException;

    /**
     * Sends a datagram to a known peer, such as the sender of an earlier one. The default sends to an endpoint with the
     * same host and port; a transport that looks up host names overrides this method.
     *
     * @param datagram the bytes, as for {@link #send(ByteBuffer, Endpoint)}
     * @param to the recipient; its host is an address, never looked up in the DNS
     * @throws IllegalArgumentException if the datagram has more than {@link DatagramTransport#MAX_BYTES}, or the
     *     transport can't send to this address
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for space; the thread stays
     *     interrupted
     * @throws IOException if the port is closed, or the network rejects the datagram
     */
    default void send(ByteBuffer datagram, Peer to) throws IOException {
        send(datagram, new Endpoint(to.host(), to.port()));
    }

    /**
     * Waits for a datagram.
     *
     * @param into receives the bytes, possibly none. Bytes that do not fit are lost; to detect this, pass a buffer one
     *     byte larger than the largest expected datagram
     * @param timeout how long to wait; with zero, only a datagram that has already arrived is received
     * @return the sender; programs that share a port on one machine have the same address
     * @throws java.net.SocketTimeoutException if nothing arrives in time; the port stays usable
     * @throws java.io.InterruptedIOException if the thread is interrupted; the thread stays interrupted, and the port
     *     stays usable
     * @throws IOException if the port is closed
     * @throws IllegalArgumentException if {@code into} is full or read-only, or the timeout negative
     */
    Peer receive(ByteBuffer into, Duration timeout) throws IOException;

    /**
     * Waits for a datagram without a timeout.
     *
     * @param into receives the bytes, as for {@link #receive(ByteBuffer, Duration)}
     * @return the sender
     * @throws java.io.InterruptedIOException if the thread is interrupted; the thread stays interrupted, and the port
     *     stays usable
     * @throws IOException if the port is closed
     * @throws IllegalArgumentException if {@code into} is full or read-only
     */
    default Peer receive(ByteBuffer into) throws IOException {
        return receive(into, Durations.LONGEST);
    }

    /** Closes the port. Datagrams that were not received are lost. Further calls have no effect. */
    @Override
    void close();
}
