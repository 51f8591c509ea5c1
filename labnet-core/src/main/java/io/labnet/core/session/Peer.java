// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.Objects;

/**
 * The address of the other end of a conversation.
 *
 * @param host the address as text, such as {@code 127.0.0.1}; never looked up in the DNS; empty if the transport has no
 *     addresses
 * @param port the port; 0 if the transport has none
 * @param connection the number of the connection, counted by its server from 1; 0 if there is no connection, as with
 *     datagrams
 */
public record Peer(String host, int port, long connection) {
    /**
     * Checks the numbers.
     *
     * @param host the address as text
     * @param port the port, 0 to 65,535
     * @param connection the number of the connection, 0 or more
     * @throws IllegalArgumentException if a number is out of range
     */
    public Peer {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
        if (connection < 0) {
            throw new IllegalArgumentException("connection " + connection + " is negative");
        }
    }

    /**
     * Creates a peer without a connection number.
     *
     * @param host the address as text
     * @param port the port, 0 to 65,535
     * @throws IllegalArgumentException if the port is out of range
     */
    public Peer(String host, int port) {
        this(host, port, 0);
    }

    /**
     * Returns the address in its usual form, such as {@code 127.0.0.1:8000} or {@code [::1]:8000}.
     *
     * @return the host, in brackets if it contains colons, and the port
     */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
