// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.util.Objects;

/**
 * The address of a server.
 *
 * @param host a host name or an address literal. For {@link UnixTransport}, it is the path of a socket file; for
 *     {@link MemoryTransport}, any name
 * @param port the port, 0 to 65,535; 0 lets a server choose a free one
 */
public record Endpoint(String host, int port) {
    /** The loopback address, which other machines can't reach. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Checks the port.
     *
     * @param host a host name or address literal
     * @param port the port, 0 to 65,535
     * @throws IllegalArgumentException if the port is out of range
     */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
    }

    /**
     * Returns the endpoint of a port at {@link #LOOPBACK}.
     *
     * @param port the port, 0 to 65,535
     * @return the endpoint
     * @throws IllegalArgumentException if the port is out of range
     */
    public static Endpoint loopback(int port) {
        return new Endpoint(LOOPBACK, port);
    }

    /**
     * Returns the address in its usual form, such as {@code 127.0.0.1:8000} or {@code [::1]:8000}.
     *
     * @return the host, in brackets if it contains colons, and the port; for a socket file only the path
     */
    @Override
    public String toString() {
        if (port == 0 && (host.indexOf('/') >= 0 || host.indexOf('\\') >= 0)) {
            return host;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
